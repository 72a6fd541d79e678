"""Switch threads more often: the thread that answers requests waits 5 ms to get Python's lock back."""

import sys

SECONDS = 0.0005


def apply() -> None:
    """Switch ten times as often: a request is short, and dozens of functions are waited for."""
    sys.setswitchinterval(SECONDS)
