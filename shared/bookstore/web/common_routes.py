"""The routes that every service has: its health, and the trace of a request."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.correlation import ALLOWED
from bookstore.errors import NotFound
from bookstore.field_types import whole
from bookstore.identity import Admin
from bookstore.messaging.trace import Step, Traces
from bookstore.web.api import Api


class Health(Struct, frozen=True):
    """The service answers."""

    service: str
    status: str = "ok"


class TraceQuery(Struct, frozen=True):
    """The id that the answer of a request carries in `X-Correlation-Id`."""

    correlation_id: Annotated[str, Meta(pattern=whole(ALLOWED.pattern))]


class Trace(Struct, frozen=True):
    """What this service did for one request or order, in order."""

    items: list[Step]


def add_common_routes(api: Api, service: str, traces: Callable[[], Traces], *, traces_open: Callable[[], bool]) -> None:
    """Add `/health`, `/trace` (only where traces are open to all: the local shop) and `/admin/trace`."""

    @api.get("/health")
    def health() -> Health:
        """Return ok when the service answers."""
        return Health(service)

    @api.get("/trace", raises=(NotFound,))
    def trace(query: TraceQuery) -> Trace:
        """Show what this service did for a request; only on a local shop."""
        if not traces_open():
            raise NotFound("We could not find this page.")
        return Trace(traces().of(query.correlation_id))

    @api.get("/admin/trace")
    def admin_trace(query: TraceQuery, admin: Admin) -> Trace:
        """Show what this service did for a request."""
        return Trace(traces().of(query.correlation_id))
