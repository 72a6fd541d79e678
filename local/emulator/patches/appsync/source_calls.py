"""Tell in a response which data sources the request has called, one for each call: what N+1 looks like can be counted.

AppSync has this in its logs only; here it is the header `x-emulator-source-calls`.
"""

from collections import Counter
from contextvars import ContextVar

HEADER = "x-emulator-source-calls"

_calls: ContextVar[list[str] | None] = ContextVar("source_calls", default=None)


def start() -> list[str]:
    """Return the list of this request's calls, which grows as they are made in whichever thread."""
    calls: list[str] = []
    _calls.set(calls)
    return calls


def record(name: str) -> None:
    """Add one call of a data source, unless it is not made for a request of a client."""
    calls = _calls.get()
    if calls is not None:
        calls.append(name)


def to_header(calls: list[str]) -> str:
    """Return `Query=1, bookstore-local-catalog-graphql=2`: how often each function and operation of DynamoDB."""
    return ", ".join(f"{name}={count}" for name, count in sorted(Counter(calls).items()))
