"""HTTP: a route function says in its signature what it needs, and what it returns is the response.

    @api.put("/carts/{cart_id}/lines/{isbn}")
    def put_line(cart_id: CartId, isbn: Isbn, body: LineRequest) -> Cart:

`query` and `body` are structs and are checked; a `Customer`, or an `Annotated[Staff, PERMISSION]`, makes the route
theirs alone, and refuses a request that names another customer in `X-Expected-Customer`; a header is
`Annotated[str, Header("If-Match")]`. Errors are BookstoreErrors; the one place that converts them into responses is
`responses.py`.
"""

from bookstore.web.api import Api
from bookstore.web.audit_routes import HistoryQuery, add_audit_routes, to_audit_response
from bookstore.web.common_routes import add_common_routes
from bookstore.web.headers import Header
from bookstore.web.paging import Cursor, Limit, Page, to_page
from bookstore.web.parameters import IdempotencyKey, IfMatch
from bookstore.web.query_strings import COMMA, COMMA_WITHOUT_SPACE
from bookstore.web.rate_limit import RateLimit
from bookstore.web.responses import JsonResponse
from bookstore.web.routes import Route

__all__ = [
    "COMMA",
    "COMMA_WITHOUT_SPACE",
    "Api",
    "Cursor",
    "Header",
    "HistoryQuery",
    "IdempotencyKey",
    "IfMatch",
    "JsonResponse",
    "Limit",
    "Page",
    "RateLimit",
    "Route",
    "add_audit_routes",
    "add_common_routes",
    "to_audit_response",
    "to_page",
]
