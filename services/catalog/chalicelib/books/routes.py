"""The public routes of books: books, editions, categories, authors, series."""

from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from bookstore.errors import BadRequest, Invalid, NotFound
from bookstore.field_types import BookId, Category, Isbn
from bookstore.web import COMMA, JsonResponse, Page
from chalicelib.blueprint import api
from chalicelib.books.book import Book, BookNotFound, BookResponse, Sort
from chalicelib.books.card_repository import card_repository
from chalicelib.books.list_entries import ALL_BOOKS, author_list, category_list, series_list
from chalicelib.books.repository import book_repository
from chalicelib.field_types import PageQuery

MAX_IDS = 50
BookIds = Annotated[tuple[BookId, ...], Meta(max_length=MAX_IDS, description="repeat it for each book"), COMMA]
AnyBook = TypeVar("AnyBook", bound=Book)


class BooksQuery(PageQuery, frozen=True):
    """Which books: at most one of `category`, `author`, `series` and `ids`."""

    category: Category | None = None
    author: BookId | None = None
    series: BookId | None = None
    ids: BookIds = ()
    sort: Sort = "title"


class CategoryCount(Struct, frozen=True):
    """A category and its number of books."""

    name: str
    books: int


class CategoriesResponse(Struct, frozen=True):
    """Every category that has books, by name."""

    items: list[CategoryCount]


class AuthorResponse(Struct, frozen=True):
    """An author and a page of their books, by title."""

    author_id: str
    name: str
    books: Page[BookResponse]


class SeriesResponse(Struct, frozen=True):
    """A series and a page of its books, by position."""

    series_id: str
    name: str
    books: Page[BookResponse]


@api.get("/books", raises=(Invalid, BadRequest))
def list_books(query: BooksQuery) -> Page[BookResponse]:
    """List a page of all books or of those of a category, an author or a series; or the books in `ids`.

    Rating and availability follow within a second or two. How many copies are left is known to the book's own page.
    """
    if query.ids:
        return Page(card_repository().load_many(query.ids))
    return card_repository().load_page(_list_name(query), sort=query.sort, limit=query.limit, cursor=query.cursor)


@api.get("/books/{book_id}", raises=(BookNotFound,))
def get_book(book_id: BookId) -> JsonResponse[BookResponse]:
    """Get a book with its editions, their availability and its rating, also when it is withdrawn."""
    return with_etag(_load_book(book_id))


@api.get("/editions/{isbn}", raises=(BookNotFound,))
def get_edition(isbn: Isbn) -> JsonResponse[BookResponse]:
    """Get the book that has this edition."""
    book_id = book_repository().find_book_id(isbn)
    book = _load_book(book_id) if book_id else None
    if book is None or isbn not in {edition.isbn for edition in book.editions}:
        raise BookNotFound("We could not find this edition.", isbn=isbn)
    return with_etag(book)


@api.get("/categories")
def list_categories() -> CategoriesResponse:
    """List the categories with their number of books."""
    return CategoriesResponse(
        [CategoryCount(name, books) for name, books in book_repository().count_by_category().items()]
    )


@api.get("/authors/{author_id}", raises=(NotFound, BadRequest))
def get_author(author_id: BookId, query: PageQuery) -> AuthorResponse:
    """Get an author with a page of their books."""
    books = card_repository().load_page(author_list(author_id), sort="title", limit=query.limit, cursor=query.cursor)
    names = {author.name for book in books.items for author in book.authors if author.author_id == author_id}
    if not names:
        raise NotFound("We could not find this author.", author_id=author_id)
    return AuthorResponse(author_id, min(names), books)


@api.get("/series/{series_id}", raises=(NotFound, BadRequest))
def get_series(series_id: BookId, query: PageQuery) -> SeriesResponse:
    """Get a series with a page of its books, in their order."""
    books = card_repository().load_page(series_list(series_id), sort="title", limit=query.limit, cursor=query.cursor)
    name = next((book.series.name for book in books.items if book.series), None)
    if name is None:
        raise NotFound("We could not find this series.", series_id=series_id)
    return SeriesResponse(series_id, name, books)


def with_etag(book: AnyBook) -> JsonResponse[AnyBook]:
    """Respond with the book and its version as ETag, for If-Match."""
    return JsonResponse(book, {"ETag": f'"{book.version}"'})


def _load_book(book_id: str) -> BookResponse:
    books = book_repository().load_responses([book_id])
    if not books:
        raise BookNotFound("We could not find this book.", book_id=book_id)
    return books[0]


def _list_name(query: BooksQuery) -> str:
    filters = {category_list: query.category, author_list: query.author, series_list: query.series}
    names = [to_name(value) for to_name, value in filters.items() if value]
    if len(names) > 1:
        raise Invalid("Choose one of category, author and series.", field="category", rule="only one list")
    return names[0] if names else ALL_BOOKS
