"""Let threads send requests to one app: Lambda gives every request a process of its own, a test gives it a thread."""

import threading

import pytest
from chalice import Chalice


def isolate_requests_by_thread(patch: pytest.MonkeyPatch) -> None:
    """Store the app's current request once per thread instead of once per app."""
    local = threading.local()
    current = property(lambda _: getattr(local, "request", None), lambda _, request: setattr(local, "request", request))
    patch.setattr(Chalice, "current_request", current, raising=False)
