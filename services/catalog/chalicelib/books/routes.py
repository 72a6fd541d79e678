"""What everyone may ask: books, editions, categories, authors, series."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import BadRequest, Invalid, NotFound
from bookstore.web import JsonResponse, Limit, Page, decode_cursor, to_page
from chalicelib.blueprint import PageQuery, api, with_etag
from chalicelib.books.book import BookId, BookOnSale, BookUnknown, Isbn, Sort
from chalicelib.books.list_entries import ALL, author, category, series
from chalicelib.books.repository import shelf

MOST_IDS = 50


class BooksQuery(Struct, frozen=True):
    """Which books: at most one of `category`, `author`, `series` and `ids`."""

    category: str | None = None
    author: str | None = None
    series: str | None = None
    ids: Annotated[str, Meta(max_length=4_000, description="book ids, joined by commas; at most 50")] | None = None
    sort: Sort = "title"
    limit: Limit = 24
    cursor: str | None = None


class Category(Struct, frozen=True):
    """A shelf of the shop and how many books stand on it."""

    name: str
    books: int


class Categories(Struct, frozen=True):
    """Every category that has books, by name."""

    items: list[Category]


class AuthorPage(Struct, frozen=True):
    """An author with the books the shop has, by title."""

    author_id: str
    name: str
    books: Page[BookOnSale]


class SeriesPage(Struct, frozen=True):
    """A series with its books in order."""

    series_id: str
    name: str
    books: Page[BookOnSale]


@api.get("/books", raises=(Invalid, BadRequest))
def list_books(query: BooksQuery) -> Page[BookOnSale]:
    """Books of the shop, of a category, an author or a series, a page at a time; or just the books named in `ids`."""
    if query.ids is not None:
        return Page(shelf().on_sale(_ids(query.ids)))
    return _page(_list(query), query.sort, query)


@api.get("/books/{book_id}", raises=(BookUnknown,))
def get_book(book_id: BookId) -> JsonResponse[BookOnSale]:
    """A book with its editions, their availability and the book's rating; withdrawn ones say so."""
    return with_etag(_one(book_id))


@api.get("/editions/{isbn}", raises=(BookUnknown,))
def get_edition(isbn: Isbn) -> JsonResponse[BookOnSale]:
    """The book that has this edition."""
    book_id = shelf().book_of(isbn)
    if book_id is None:
        raise BookUnknown("We have no such edition.", isbn=isbn)
    return with_etag(_one(book_id))


@api.get("/categories")
def list_categories() -> Categories:
    """The shop's categories with their number of books."""
    return Categories([Category(name, books) for name, books in shelf().categories().items()])


@api.get("/authors/{author_id}", raises=(NotFound,))
def get_author(author_id: BookId, query: PageQuery) -> AuthorPage:
    """An author's books."""
    books = _page(author(author_id), "title", query)
    names = {a.name for book in books.items for a in book.authors if a.author_id == author_id}
    if not names:
        raise NotFound("We have no books by this author.", author_id=author_id)
    return AuthorPage(author_id, min(names), books)


@api.get("/series/{series_id}", raises=(NotFound,))
def get_series(series_id: BookId, query: PageQuery) -> SeriesPage:
    """The books of a series, in their order."""
    books = _page(series(series_id), "title", query)
    name = next((book.series.name for book in books.items if book.series), None)
    if name is None:
        raise NotFound("We have no such series.", series_id=series_id)
    return SeriesPage(series_id, name, books)


def _one(book_id: str) -> BookOnSale:
    found = shelf().on_sale([book_id])
    if not found:
        raise BookUnknown("We have no such book.", book_id=book_id)
    return found[0]


def _ids(joined: str) -> list[str]:
    ids = [book_id for book_id in joined.split(",") if book_id]
    if len(ids) > MOST_IDS:
        raise Invalid(f"Ask for at most {MOST_IDS} books at once.", field="ids", rule=f"at most {MOST_IDS}")
    return ids


def _list(query: BooksQuery) -> str:
    chosen = {category: query.category, author: query.author, series: query.series}
    named = [name_of(value) for name_of, value in chosen.items() if value]
    if len(named) > 1:
        raise Invalid("Choose one of category, author and series.", field="category", rule="only one list")
    return named[0] if named else ALL


def _page(name: str, sort: Sort, query: BooksQuery | PageQuery) -> Page[BookOnSale]:
    found = shelf().listed(name, sort=sort, limit=query.limit, start=decode_cursor(query.cursor, list=name))
    ids = to_page(found, lambda item: str(item["book_id"]))
    return Page(shelf().on_sale(ids.items), ids.next)
