"""The thread that answers requests gives Python's lock away at each answer and waits 5 ms to get it back."""

import sys

SECONDS = 0.0005


def apply() -> None:
    """Threads take turns ten times as often: a request is short, and dozens of functions are waited for."""
    sys.setswitchinterval(SECONDS)
