"""One event loop serves every request, and Python's own spends a sixth of its time on itself: uvloop does the same."""

import uvloop


def apply() -> None:
    """Before MiniStack makes its loop."""
    uvloop.install()
