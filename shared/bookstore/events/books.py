"""The catalog's events: books with their editions, and their ratings."""

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from bookstore.events.base import Event
from bookstore.field_types import (
    MAX_VERSION,
    BookId,
    Category,
    Checked,
    Currency,
    CustomerId,
    Isbn,
    Language,
    Moment,
    Name,
    Slug,
    Version,
    single_line,
    text_rule,
    whole,
)

Format = Literal["paperback", "hardcover", "ebook", "audiobook"]
ContributorRole = Literal[
    "adapter",
    "afterword",
    "composer",
    "cover",
    "editor",
    "foreword",
    "illustrator",
    "introduction",
    "narrator",
    "other",
    "photographer",
    "translator",
]
Audience = Literal["general", "children", "teenagers", "schools", "students", "professionals", "language_learners"]
Supply = Literal["not_yet", "available", "interrupted", "ended"]
FileKind = Literal["epub", "pdf", "m4b", "zip"]
Subject = Annotated[
    str,
    Meta(
        min_length=2,
        max_length=40,
        pattern=whole(r"[^\s,]+( [^\s,]+)*"),
        description="no commas",
        extra={"clean": single_line},
    ),
]
StarCount = Annotated[int, Meta(ge=0, le=1_000_000_000, description="customers")]
MAX_ASSIGNMENT = 999_999
MAX_FILES = 999_999  # of one edition
VERSIONS = MAX_VERSION + 1  # of a book, while it has an ISBN
MAX_FILE_BYTES = 1_000_000_000
AccessibilityCode = Annotated[str, Meta(pattern=whole("[0-9]{2}"), description="a code of ONIX list 196")]
DIGITAL_FORMATS: frozenset[str] = frozenset({"ebook", "audiobook"})


class Author(Checked, frozen=True, gc=False):
    """An author; `author_id` is a readable slug."""

    author_id: Slug
    name: Name


class SeriesPlace(Checked, frozen=True, gc=False):
    """The book's place in a series, counted from 1."""

    series_id: Slug
    name: Name
    position: Annotated[int, Meta(ge=1, le=9_999)]


class Contributor(Checked, frozen=True, kw_only=True, gc=False):
    """Somebody who contributed to the book beside its authors."""

    role: ContributorRole
    name: Name


class SubjectCode(Checked, frozen=True, kw_only=True, gc=False):
    """What the book is about, as a code of one of the trade's schemes; `text` is what whoever sent it called it."""

    scheme: Literal["thema", "bisac", "bic"]
    code: Annotated[str, Meta(pattern=whole(r"[A-Z0-9][A-Z0-9-]{0,14}"))]
    text: Name | None = None


class Measure(Checked, frozen=True, kw_only=True, gc=False):
    """The size of a printed edition in millimetres; 0 for what is not known."""

    height: Annotated[int, Meta(ge=0, le=2_000)] = 0
    width: Annotated[int, Meta(ge=0, le=2_000)] = 0
    thickness: Annotated[int, Meta(ge=0, le=2_000)] = 0


class EditionFields(Checked, frozen=True, kw_only=True):
    """What staff write of an edition, which is what a customer buys: an ISBN-13 with its price in minor units.

    `weight_grams` is 0 for files; `minutes` is set for audiobooks. `product_form` is the trade's code (ONIX list 150),
    `supply` what the publisher says of its availability, which is not the shop's stock. Of a `fixed_price` nothing may
    be taken off, where the law says so."""

    isbn: Isbn
    format: Format
    price: Annotated[int, Meta(ge=1, le=1_000_000, description="minor units")]
    language: Language
    publisher: Name
    released: Annotated[str, Meta(min_length=1, max_length=10)]
    pages: Annotated[int, Meta(ge=0, le=20_000)] = 0
    minutes: Annotated[int, Meta(ge=0, le=60_000)] = 0
    weight_grams: Annotated[int, Meta(ge=0, le=30_000)] = 0
    measure: Measure | None = None
    product_form: Annotated[str, Meta(pattern=whole("[A-Z][A-Z0-9]"), description="ONIX list 150")] | None = None
    supply: Supply | None = None
    fixed_price: bool = False

    @property
    def is_digital(self) -> bool:
        """Return whether the edition is a file, which never runs out of stock."""
        return self.format in DIGITAL_FORMATS


class EditionFile(Checked, frozen=True, kw_only=True):
    """The file that customers of a digital edition download; `version` counts the edition's files, starting at 1.

    `kind` is its real type (`zip` has MP3 or M4B parts), `accessibility` what an EPUB states about itself, as codes of
    ONIX list 196, and `has_sample` says that its first pages can be read by everyone."""

    version: Annotated[int, Meta(ge=1, le=MAX_FILES)]
    kind: FileKind
    bytes: Annotated[int, Meta(ge=1, le=MAX_FILE_BYTES)]
    added_at: Moment
    accessibility: Annotated[tuple[AccessibilityCode, ...], Meta(max_length=40)] = ()
    has_sample: bool = False


class Edition(EditionFields, frozen=True, kw_only=True):
    """An edition. `assignment` counts how often its ISBN was given to another book before: an event with a later one
    overrules any version of the books that had the ISBN earlier. `file` is null while a digital edition has none, and
    missing in events of releases that had no files."""

    assignment: Annotated[int, Meta(ge=0, le=MAX_ASSIGNMENT)] = 0
    file: EditionFile | UnsetType | None = UNSET

    @property
    def is_obtainable(self) -> bool:
        """Return whether the shop has what it sells: a digital edition without a file is not available yet. Events of
        releases that had no files say nothing of it, and their editions stay as available as they were."""
        return not self.is_digital or self.file is not None


class BookState(Event, frozen=True, kw_only=True):
    """A book with its editions as the catalog shows it now. `published` is a year, negative for BC; `subjects` are what
    it is about, in customers' words ("whaling", "class and marriage")."""

    source: ClassVar[str] = "bookstore.catalog"
    book_id: BookId
    title: Name
    authors: Annotated[tuple[Author, ...], Meta(min_length=1, max_length=10)]
    published: Annotated[int, Meta(ge=-4000, le=2100)]
    category: Category
    language: Language
    description: Annotated[str, text_rule(5_000)]
    editions: Annotated[tuple[Edition, ...], Meta(min_length=1, max_length=20)]
    added_at: Moment
    changed_at: Moment
    subtitle: Name | None = None
    series: SeriesPlace | None = None
    first_line: Annotated[str, text_rule(1_000)] | None = None
    subjects: Annotated[tuple[Subject, ...], Meta(max_length=12)] = ()
    original_title: Name | None = None
    contributors: Annotated[tuple[Contributor, ...], Meta(max_length=20)] = ()
    subject_codes: Annotated[tuple[SubjectCode, ...], Meta(max_length=20)] = ()
    audience: Audience | None = None
    cover: Annotated[str, Meta(max_length=300)] | None = None
    currency: Currency = "GBP"
    withdrawn: bool = False

    @property
    def subject(self) -> str:
        """`book/<book_id>`."""
        return f"book/{self.book_id}"

    def edition_version(self, edition: Edition) -> int:
        """Return the version by which an edition is merged: comparable between all books that have had its ISBN."""
        return edition.assignment * VERSIONS + self.version


def with_book_version(edition_version: int, version: int) -> int:
    """Return the version of an edition at this version of its book, its ISBN's assignment unchanged."""
    return edition_version // VERSIONS * VERSIONS + version


class BookAdded(BookState, frozen=True, kw_only=True):
    """A book was added: it can be found, read about and bought."""


class BookChanged(BookState, frozen=True, kw_only=True):
    """Something about a book changed: a price, an edition, its description, its cover."""


class BookWithdrawn(BookState, frozen=True, kw_only=True):
    """The shop no longer sells this book. It is hidden, never forgotten: old orders still name it."""


class Rating(Checked, frozen=True, kw_only=True):
    """One customer's stars for one book, 1 to 5, or 0 when withdrawn; `version` counts this customer's changes."""

    customer: CustomerId
    stars: Annotated[int, Meta(ge=0, le=5)]
    version: Version
    rated_at: Moment


class BookRated(Event, frozen=True, kw_only=True):
    """A customer rated a book, changed the rating or withdrew it, or staff hid the review or showed it again.

    While a review is hidden, its stars are 0 here as after a withdrawal.

    `stars[n]` is how many customers gave n + 1 stars, after this rating; `version` counts the book's ratings'
    changes. `latest` is the rating that changed, whole, so that lists over a window can count it by its time.
    """

    source: ClassVar[str] = "bookstore.catalog"
    book_id: BookId
    stars: tuple[StarCount, StarCount, StarCount, StarCount, StarCount]
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
