"""A book as a list shows it. Thousands are held for a moment: as none can be part of a circle, the garbage collector
does not look at them."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import NotFound
from bookstore.events.books import Author, BookState, SeriesPlace

BookId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class BookUnknown(NotFound):
    """No book has this id."""

    code = "book_unknown"


class Card(Struct, frozen=True, kw_only=True, gc=False):
    """What a shopper sees of a book in a list; `price` is that of its cheapest edition, in minor units."""

    book_id: str
    title: str
    authors: tuple[Author, ...]
    category: str
    price: int
    currency: str
    series: SeriesPlace | None = None
    cover: str | None = None


class KnownBook(Struct, frozen=True, gc=False):
    """A book's card, whether it is still sold, and how many orders it was bought in: what damps popularity."""

    card: Card
    withdrawn: bool
    orders: int


class ChangedBook(Struct, frozen=True):
    """A book about which something is new; `was_in` is the category it was in before, if the catalog had told it."""

    book_id: str
    was_in: str | None


def card(book: BookState) -> Card:
    """The card of a book as the catalog tells it."""
    return Card(
        book_id=book.book_id,
        title=book.title,
        authors=book.authors,
        category=book.category,
        price=min(edition.price for edition in book.editions),
        currency=book.currency,
        series=book.series,
        cover=book.cover,
    )
