"""A desk for tests and measurements of what the index finds, on a machine that may be busy with something else."""

from typing import Any

from bookstore.engines import CircuitBreaker, Timeout
from chalicelib.query.client import Desk

LONG = 600.0


def patient_desk(alias: str, opensearch: Any) -> Desk:
    """How long the shop waits is tested by itself."""
    return Desk(alias, opensearch, Timeout(LONG), CircuitBreaker("opensearch", slow_seconds=LONG))


class NoFallback:
    """Fails a test whose answer did not come from the index."""

    def find(self, question: Any) -> Any:
        raise AssertionError("The index was to answer.")

    suggest = find
