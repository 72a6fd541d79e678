"""One id from the reader's click to the last view it changed, carried beside the arguments."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("correlation_id", default="")
ALLOWED = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def current() -> str:
    """The id of the request or event being handled, or an empty string."""
    return _current.get()


@contextmanager
def of(correlation_id: str) -> Iterator[None]:
    """Everything written inside belongs to this id."""
    token = _current.set(correlation_id)
    try:
        yield
    finally:
        _current.reset(token)


def chosen(offered: str | None, otherwise: str) -> str:
    """The id a client offers when it is short and plain, else ours: a header is never trusted into logs."""
    return offered if offered and ALLOWED.fullmatch(offered) else otherwise
