"""The blueprint that every file of routes adds its routes to."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.web import Api, Limit, add_common_routes
from chalicelib.own_table import traces
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "orders", traces, traces_open=lambda: settings().traces_open)


class PageQuery(Struct, frozen=True):
    """Which page of a list."""

    limit: Limit = 24
    cursor: Annotated[str, Meta(max_length=1000)] | None = None
