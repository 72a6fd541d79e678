"""Books and their editions, as staff write them and as their pages show them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, structs

from bookstore.errors import Conflict, Invalid, NotFound
from bookstore.events.books import (
    Audience,
    Author,
    BookState,
    Contributor,
    Edition,
    EditionFields,
    SeriesPlace,
    Subject,
    SubjectCode,
)
from bookstore.events.orders import Availability
from bookstore.field_types import BookId, Category, Checked, Day, Language, Name, text_rule
from chalicelib.reviews.rating import RatingSummary

CHANGED_MEANWHILE = "Somebody changed this book in the meantime; look at it again."
Sort = Literal["title", "newest"]
Book = BookState
BookEvent = TypeVar("BookEvent", bound=BookState)


class BookNotFound(NotFound):
    """No book has this id."""

    code = "book_unknown"


class BookExists(Conflict):
    """The id or one of the ISBNs is taken by another book."""

    code = "book_exists"


class BookUnreadable(Conflict):
    """The stored book breaks a rule that came after it: staff can withdraw it, or write all of it again."""

    code = "book_unreadable"


class EditionRequest(EditionFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition as staff write it; a printed one has a weight. Events read any short `released`: one that was written
    before this rule still has to be withdrawn."""

    released: Day


class BookRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book as staff write it."""

    title: Name
    authors: Annotated[tuple[Author, ...], Meta(min_length=1, max_length=10)]
    published: Annotated[int, Meta(ge=-4000, le=2100)]
    category: Category
    language: Language
    description: Annotated[str, text_rule(5_000)]
    editions: Annotated[tuple[EditionRequest, ...], Meta(min_length=1, max_length=20)]
    subtitle: Name | None = None
    series: SeriesPlace | None = None
    first_line: Annotated[str, text_rule(1_000)] | None = None
    subjects: Annotated[tuple[Subject, ...], Meta(max_length=12)] = ()
    original_title: Name | None = None
    contributors: Annotated[tuple[Contributor, ...], Meta(max_length=20)] = ()
    subject_codes: Annotated[tuple[SubjectCode, ...], Meta(max_length=20)] = ()
    audience: Audience | None = None


class NewBookRequest(BookRequest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book to add, with its permanent id."""

    book_id: BookId


class EditionResponse(Edition, frozen=True, kw_only=True):
    """An edition with its availability. `left` is the number of copies, and only set when few are left."""

    availability: Availability
    left: int | None = None


class BookResponse(BookState, frozen=True, kw_only=True):
    """A book as its page shows it."""

    editions: tuple[EditionResponse, ...]
    rating: RatingSummary


def create_book(request: NewBookRequest, now: datetime) -> Book:
    """Create the first version of a book; Invalid when the request breaks a rule."""
    return Book(**editable_fields(request), version=1, added_at=now, changed_at=now)


def next_version(book: Book, now: datetime, **changes: object) -> Book:
    """Return the book's next version with these fields changed."""
    return structs.replace(book, version=book.version + 1, changed_at=now, **changes)


def carry_files(editions: Sequence[Edition], before: Book) -> tuple[Edition, ...]:
    """Return the editions with the files that the book had of them: staff write everything else."""
    files = {(edition.isbn, edition.format): edition.file for edition in before.editions}
    return tuple(
        structs.replace(edition, file=files.get((edition.isbn, edition.format)) or None) for edition in editions
    )


def audited_fields(book: Book | None) -> dict[str, Any]:
    """Return the fields of a book whose changes by staff are audited: all but the time, which the entry has."""
    return {name: value for name, value in structs.asdict(book).items() if name != "changed_at"} if book else {}


def to_event(kind: type[BookEvent], book: Book) -> BookEvent:
    """Convert the book to an event of this kind, which carries all of its fields, and says of each edition whether it
    has a file: a book that was stored before there were files does not."""
    editions = tuple(structs.replace(edition, file=edition.file or None) for edition in book.editions)
    return kind(**structs.asdict(book) | {"editions": editions})


def editable_fields(request: BookRequest) -> dict[str, Any]:
    """Return the fields of a book that staff may write; Invalid when the request breaks a rule."""
    validate_book(request)
    editions = tuple(Edition(**structs.asdict(edition), file=None) for edition in request.editions)
    return structs.asdict(request) | {"editions": editions}


def validate_book(request: BookRequest) -> None:
    """Raise Invalid for a wrong check digit, an impossible release date, a printed edition without weight, or an ISBN
    or subject given twice."""
    isbns = [edition.isbn for edition in request.editions]
    for index, isbn in enumerate(isbns):
        if not has_valid_check_digit(isbn):
            raise Invalid(
                f"{isbn} is no ISBN: its check digit is wrong.", field=f"editions[{index}].isbn", rule="check digit"
            )
    for index, edition in enumerate(request.editions):
        if not is_calendar_date(edition.released):
            raise Invalid(
                f"{edition.released} is no day of the calendar.",
                field=f"editions[{index}].released",
                rule="a day of the calendar",
            )
        if not (edition.is_digital or edition.weight_grams):
            raise Invalid(
                "A printed edition has a weight; without one it would be sent for nothing.",
                field=f"editions[{index}].weight_grams",
                rule="at least 1 gram in print",
            )
    _require_unique("editions[{}].isbn", isbns)
    _require_unique("subjects[{}]", request.subjects)


def has_valid_check_digit(isbn: str) -> bool:
    """Check the last digit of an ISBN-13. Source: ISO 2108, weights 1 and 3 in turn, sum divisible by ten."""
    return sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(isbn)) % 10 == 0


def is_calendar_date(day: str) -> bool:
    """Check that the calendar has this day: the search index rejects a document with a date it cannot parse."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _require_unique(field: str, values: Sequence[str]) -> None:
    """Compare without case; Invalid names the index of the second occurrence."""
    folded = [value.casefold() for value in values]
    for index, value in enumerate(values):
        if folded[index] in folded[:index]:
            raise Invalid(f"{value} is named twice.", field=field.format(index), rule="unique")
