"""The routes' common ground: the blueprint they belong to, and what several of them take or answer."""

from typing import TypeVar

from msgspec import Struct

from bookstore.web import Api, JsonResponse, Limit, add_common_routes
from chalicelib.books.book import Book
from chalicelib.own_table import traces
from chalicelib.settings import settings

OneBook = TypeVar("OneBook", bound=Book)

api = Api(__name__)
add_common_routes(api, "catalog", traces, traces_open=lambda: settings().traces_open)


class PageQuery(Struct, frozen=True):
    """Which part of a list."""

    limit: Limit = 24
    cursor: str | None = None


def with_etag(book: OneBook) -> JsonResponse[OneBook]:
    """The book, with its version for If-Match."""
    return JsonResponse(book, {"ETag": f'"{book.version}"'})
