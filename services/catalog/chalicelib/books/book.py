"""Books and their editions, as staff write them and as their pages show them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct, structs

from bookstore.errors import Conflict, Invalid, NotFound
from bookstore.events.books import Author, BookState, Edition, SeriesPlace
from bookstore.events.orders import Availability
from chalicelib.reviews.rating import RatingSummary

BookId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Isbn = Annotated[str, Meta(pattern=r"^97[89][0-9]{10}$", description="ISBN-13, digits only")]
Line = Annotated[str, Meta(min_length=1, max_length=300)]
Subject = Annotated[str, Meta(min_length=2, max_length=40, pattern=r"^[^\s,]+( [^\s,]+)*$", description="no commas")]
Sort = Literal["title", "newest"]
Book = BookState
Told = TypeVar("Told", bound=BookState)


class BookUnknown(NotFound):
    """No book has this id."""

    code = "book_unknown"


class BookExists(Conflict):
    """The id or one of the ISBNs is taken by another book."""

    code = "book_exists"


class EditionWanted(Edition, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition as staff write it."""

    isbn: Isbn
    price: Annotated[int, Meta(ge=1, le=1_000_000, description="minor units")]
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
    publisher: Line
    released: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    pages: Annotated[int, Meta(ge=0, le=20_000)] = 0
    minutes: Annotated[int, Meta(ge=0, le=60_000)] = 0
    weight_grams: Annotated[int, Meta(ge=0, le=30_000)] = 0


class BookWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book as staff write it."""

    title: Line
    authors: Annotated[tuple[Author, ...], Meta(min_length=1, max_length=10)]
    published: Annotated[int, Meta(ge=-4000, le=2100)]
    category: Annotated[str, Meta(min_length=1, max_length=60)]
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
    description: Annotated[str, Meta(max_length=5_000)]
    editions: Annotated[tuple[EditionWanted, ...], Meta(min_length=1, max_length=20)]
    subtitle: Line | None = None
    series: SeriesPlace | None = None
    first_line: Annotated[str, Meta(max_length=1_000)] | None = None
    subjects: Annotated[tuple[Subject, ...], Meta(max_length=12)] = ()


class NewBook(BookWanted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book to add, with the id it keeps for ever."""

    book_id: BookId


class Imported(Struct, frozen=True):
    """How many of a batch are new here, and how many were known already."""

    imported: int
    known: int


class EditionOnSale(Edition, frozen=True, kw_only=True):
    """An edition with what a shopper may know of its stock."""

    availability: Availability
    left: int | None = None


class BookOnSale(BookState, frozen=True, kw_only=True):
    """A book as its page shows it."""

    editions: tuple[EditionOnSale, ...]
    rating: RatingSummary


def checked(wanted: BookWanted) -> BookWanted:
    """The same book, if its ISBNs and days of release can be right and neither its ISBNs nor its subjects repeat each
    other; else Invalid."""
    isbns = [edition.isbn for edition in wanted.editions]
    for place, isbn in enumerate(isbns):
        if not has_check_digit(isbn):
            raise Invalid(
                f"{isbn} is no ISBN: its check digit is wrong.", field=f"editions[{place}].isbn", rule="check digit"
            )
    for place, edition in enumerate(wanted.editions):
        if not is_date(edition.released):
            raise Invalid(
                f"{edition.released} is no day of the calendar.",
                field=f"editions[{place}].released",
                rule="a day of the calendar",
            )
    _each_once("editions[{}].isbn", isbns)
    _each_once("subjects[{}]", wanted.subjects)
    return wanted


def has_check_digit(isbn: str) -> bool:
    """Whether the last digit is right. Source: ISO 2108, weights 1 and 3 in turn, sum divisible by ten."""
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(isbn)) % 10 == 0


def is_date(day: str) -> bool:
    """Whether the calendar has this day: the search index refuses a book with a day that it cannot read."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _each_once(field: str, values: Sequence[str]) -> None:
    """Whatever their capitals; else Invalid at the place of the second."""
    seen = [value.casefold() for value in values]
    for place, value in enumerate(values):
        if seen[place] in seen[:place]:
            raise Invalid(f"{value} is named twice.", field=field.format(place), rule="unique")


def new_book(wanted: NewBook, now: datetime) -> Book:
    """The first version of a book."""
    return Book(**written(wanted), version=1, added_at=now, changed_at=now)


def written(wanted: BookWanted) -> dict[str, Any]:
    """The fields of a book that staff write, once they keep the rules."""
    editions = tuple(Edition(**structs.asdict(edition)) for edition in checked(wanted).editions)
    return structs.asdict(wanted) | {"editions": editions}


def changed(book: Book, now: datetime, **what: object) -> Book:
    """The book's next version, with something different."""
    return structs.replace(book, version=book.version + 1, changed_at=now, **what)


def told(kind: type[Told], book: Book) -> Told:
    """The book as one of its events tells it."""
    return kind(**structs.asdict(book))
