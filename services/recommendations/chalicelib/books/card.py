"""A book as a list shows it. Thousands are cached for a moment: as none can be part of a reference cycle, the garbage
collector does not look at them."""

from msgspec import Struct

from bookstore.errors import NotFound
from bookstore.events.books import Author, BookState, SeriesPlace


class BookUnknown(NotFound):
    """No book has this id."""

    code = "book_unknown"


class Card(Struct, frozen=True, kw_only=True, gc=False):
    """What a customer sees of a book in a list; `price` is that of its cheapest edition, in minor units."""

    book_id: str
    title: str
    authors: tuple[Author, ...]
    category: str
    price: int
    currency: str
    series: SeriesPlace | None = None
    cover: str | None = None


class CatalogBook(Struct, frozen=True, gc=False):
    """A book's card, whether it is withdrawn, and in how many orders it was bought: what damps popularity."""

    card: Card
    withdrawn: bool
    orders: int


class BookChange(Struct, frozen=True):
    """A book whose item changed; `former_category` is the one it had before, None when the catalog had named none."""

    book_id: str
    former_category: str | None


def to_card(book: BookState) -> Card:
    """Make the card of a book from the catalog's event."""
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
