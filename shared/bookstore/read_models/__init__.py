"""The life of a read model: its targets, the lease on its rebuild, the checkpoints of a rebuild, and its drift."""
