"""A book's editions in the index: each on its own, so that several filters can ask for one and the same of them."""

from collections.abc import Sequence

from msgspec import Struct

from bookstore.events.books import Format
from bookstore.events.orders import Availability
from chalicelib.books.book import Book


class IndexedEdition(Struct, frozen=True, kw_only=True):
    """An edition as filters and price sorts see it.

    `offered` says that its price is one of the book's: the edition can be had, or none of the book can.
    """

    isbn: str
    format: Format
    language: str
    price: int
    availability: Availability
    offered: bool


def to_indexed_editions(book: Book) -> list[IndexedEdition]:
    """Return the book's editions in the order of the catalog."""
    availabilities = [book.availability_of(edition) for edition in book.catalog.editions]
    nothing_left = all(availability == "out" for availability in availabilities)
    return [
        IndexedEdition(
            isbn=edition.isbn,
            format=edition.format,
            language=edition.language,
            price=edition.price,
            availability=availability,
            offered=nothing_left or availability != "out",
        )
        for edition, availability in zip(book.catalog.editions, availabilities, strict=True)
    ]


def offered_prices(editions: Sequence[IndexedEdition]) -> list[int]:
    """Return the prices at which the book can be had, each once, the lowest first; all of them when it cannot."""
    return sorted({edition.price for edition in editions if edition.offered})
