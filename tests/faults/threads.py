"""Lets threads ask one app at once. Lambda gives every request a process of its own; here each has a thread."""

import threading

import pytest
from chalice import Chalice


def one_request_per_thread(patch: pytest.MonkeyPatch) -> None:
    """The app keeps the request it is answering in one place; now it has one such place per thread."""
    kept = threading.local()
    present = property(lambda _: getattr(kept, "request", None), lambda _, request: setattr(kept, "request", request))
    patch.setattr(Chalice, "current_request", present, raising=False)
