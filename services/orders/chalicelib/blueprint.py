"""The blueprint that every file of routes adds its routes to."""

from msgspec import Struct

from bookstore.web import Api, Cursor, Limit, add_audit_routes, add_common_routes
from chalicelib.own_table import audit_trail, traces
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "orders", traces, traces_open=lambda: settings().traces_open)
add_audit_routes(api, audit_trail)


class PageQuery(Struct, frozen=True):
    """Which page of a list."""

    limit: Limit = 24
    cursor: Cursor | None = None
