"""The routes that every service has: its health, the trace of a request, and what the caller may do as staff."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.correlation import ALLOWED
from bookstore.errors import NotFound
from bookstore.field_types import whole
from bookstore.messaging.trace import Step, Traces
from bookstore.staff import READ_OWN_ACCESS, READ_TRACES, Staff, StaffAccess, to_access
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
    """Add `/health`, `/trace` (only where traces are open to all: the local shop), `/admin/trace` and `/admin/me`."""

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
    def admin_trace(query: TraceQuery, staff: Annotated[Staff, READ_TRACES]) -> Trace:
        """Show what this service did for a request."""
        return Trace(traces().of(query.correlation_id))

    @api.get("/admin/me")
    def get_own_access(staff: Annotated[Staff, READ_OWN_ACCESS]) -> StaffAccess:
        """Show the caller's roles, and which of this service's permissions they give."""
        return to_access(staff, (route.permission for route in api.routes if route.permission))
