"""One id from the customer's click to the last read model it changed, carried in a context variable."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("correlation_id", default="")
ALLOWED = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def current() -> str:
    """Return the id of the request or event being handled, or an empty string."""
    return _current.get()


@contextmanager
def of(correlation_id: str) -> Iterator[None]:
    """Give everything that is written inside the block this id."""
    token = _current.set(correlation_id)
    try:
        yield
    finally:
        _current.reset(token)


def choose(client_id: str | None, default: str) -> str:
    """Return the client's id when it is short and plain, else the default: headers are checked before logging."""
    return client_id if client_id and ALLOWED.fullmatch(client_id) else default
