"""The catalog's events: books with their editions, and their ratings."""

from datetime import datetime
from typing import ClassVar, Literal

from msgspec import Struct

from bookstore.events.base import Event

Format = Literal["paperback", "hardcover", "ebook", "audiobook"]
DIGITAL_FORMATS: frozenset[str] = frozenset({"ebook", "audiobook"})


class Author(Struct, frozen=True, gc=False):
    """An author; `author_id` is a readable slug."""

    author_id: str
    name: str


class SeriesPlace(Struct, frozen=True, gc=False):
    """The book's place in a series, counted from 1."""

    series_id: str
    name: str
    position: int


class Edition(Struct, frozen=True, kw_only=True):
    """An edition, which is what a customer buys: an ISBN-13 with its price in minor units.

    `weight_grams` is 0 for files; `minutes` is set for audiobooks."""

    isbn: str
    format: Format
    price: int
    language: str
    publisher: str
    released: str
    pages: int = 0
    minutes: int = 0
    weight_grams: int = 0

    @property
    def is_digital(self) -> bool:
        """Return whether the edition is a file, which never runs out of stock."""
        return self.format in DIGITAL_FORMATS


class BookState(Event, frozen=True, kw_only=True):
    """A book with its editions as the catalog shows it now. `published` is a year, negative for BC; `subjects` are what
    it is about, in customers' words ("whaling", "class and marriage")."""

    source: ClassVar[str] = "bookstore.catalog"
    book_id: str
    title: str
    authors: tuple[Author, ...]
    published: int
    category: str
    language: str
    description: str
    editions: tuple[Edition, ...]
    added_at: datetime
    changed_at: datetime
    subtitle: str | None = None
    series: SeriesPlace | None = None
    first_line: str | None = None
    subjects: tuple[str, ...] = ()
    cover: str | None = None
    currency: str = "GBP"
    withdrawn: bool = False

    @property
    def subject(self) -> str:
        """`book/<book_id>`."""
        return f"book/{self.book_id}"


class BookAdded(BookState, frozen=True, kw_only=True):
    """A book was added: it can be found, read about and bought."""


class BookChanged(BookState, frozen=True, kw_only=True):
    """Something about a book changed: a price, an edition, its description, its cover."""


class BookWithdrawn(BookState, frozen=True, kw_only=True):
    """The shop no longer sells this book. It is hidden, never forgotten: old orders still name it."""


class Rating(Struct, frozen=True, kw_only=True):
    """One customer's stars for one book, 1 to 5, or 0 when withdrawn; `version` counts this customer's changes."""

    customer: str
    stars: int
    version: int
    rated_at: datetime


class BookRated(Event, frozen=True, kw_only=True):
    """A customer rated a book, changed the rating or withdrew it.

    `stars[n]` is how many customers gave n + 1 stars, after this rating; `version` counts the book's ratings'
    changes. `latest` is the rating that changed, whole, so that lists over a window can count it by its time.
    """

    source: ClassVar[str] = "bookstore.catalog"
    book_id: str
    stars: tuple[int, int, int, int, int]
    latest: Rating

    @property
    def subject(self) -> str:
        """`rating/<book_id>`."""
        return f"rating/{self.book_id}"

    @property
    def count(self) -> int:
        """Return how many customers have rated the book."""
        return sum(self.stars)

    @property
    def total(self) -> int:
        """Return the sum of all stars: the average is total / count."""
        return sum(stars * customers for stars, customers in enumerate(self.stars, start=1))
