"""The life of a read model: its targets, the lease on its rebuild, the checkpoints of a rebuild, and its drift.

`targets` and `repository` store the state of a read model whose rebuild outlives a function and is continued by the
next run; of two runs the one with the lease wins. One function builds search's index, and of two runs the later wins:
it stores a number instead of that state, and shares `lease`, `checkpoint`, `rebuild.run_rebuild` and `drift`.
"""
