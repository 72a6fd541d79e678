"""What a request gets that names no route: another method of a known path, or another path."""

from collections.abc import Collection

from chalice.app import Response

from bookstore.errors import MethodNotAllowed, NotFound
from bookstore.web.responses import to_error_response

OPTIONS = "OPTIONS"


def to_unrouted_response(allowed: Collection[str], method: str, request_id: str) -> Response:
    """Answer 404 at an unknown path; at a known one name the methods in `Allow`, with 405 or, for OPTIONS, 204.

    There is no CORS header: nobody but the shop's own pages, at the same origin, calls the services from a browser.
    """
    if not allowed:
        return to_error_response(NotFound("There is nothing at this address."), request_id)
    headers = {"Allow": ", ".join(sorted({*allowed, OPTIONS}))}
    if method == OPTIONS:
        return Response("", headers, 204)
    refused = MethodNotAllowed(f"{method} is not possible at this address.")
    response = to_error_response(refused, request_id)
    response.headers.update(headers)
    return response
