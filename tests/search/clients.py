"""Search clients for tests and measurements of what the index finds, on a machine that may be busy."""

from typing import Any

from bookstore.engines import CircuitBreaker, Timeout
from bookstore.errors import Unavailable
from chalicelib.query.client import SearchClient

LONG = 600.0


def untimed_client(alias: str, opensearch: Any) -> SearchClient:
    """Return a client whose time limit never ends a search: other tests are about time-outs."""
    return SearchClient(alias, opensearch, Timeout(LONG), CircuitBreaker("opensearch", slow_seconds=LONG))


class NoFallback:
    """Fails a test whose response does not come from the index."""

    def search(self, question: Any) -> Any:
        raise AssertionError("the index must answer")

    suggest = search


class NoIndex:
    """Has the fallback answer."""

    def search(self, *question: Any) -> Any:
        raise Unavailable("The time is up.")

    search_isbn = suggest = search
