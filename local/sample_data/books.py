"""A book as the catalogue files hold it."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Slug = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
NonEmptyText = Annotated[str, Meta(min_length=1)]
Subject = Annotated[str, Meta(min_length=2, max_length=40, pattern=r"^[^\s,]+( [^\s,]+)*$")]
Count = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(gt=0)]
Format = Literal["paperback", "hardcover", "ebook", "audiobook"]
Category = Literal[
    "Fiction",
    "Mystery",
    "Science Fiction",
    "Gothic",
    "Poetry",
    "Drama",
    "Philosophy",
    "History",
    "Science & Nature",
    "Travel",
    "Children",
    "Essays & Memoir",
]
PRINTED: frozenset[str] = frozenset({"paperback", "hardcover"})


class Author(Struct, frozen=True, forbid_unknown_fields=True):
    """An author; `author_id` is a readable slug."""

    author_id: Slug
    name: NonEmptyText


class SeriesPosition(Struct, frozen=True, forbid_unknown_fields=True):
    """A book's position in a series, counted from 1."""

    series_id: Slug
    name: NonEmptyText
    position: Positive


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition; the price is in pence, an audiobook has 0 pages and its length in minutes."""

    isbn: str
    format: Format
    price: Positive
    pages: Count
    language: Language
    publisher: NonEmptyText
    released: date
    weight_grams: Count
    minutes: Count = 0

    @property
    def is_printed(self) -> bool:
        """Tell whether it is a printed edition, which has a weight and a stock."""
        return self.format in PRINTED


class Book(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A work with its editions.

    `published` is a year, negative for BC; `subjects` are in customers' words; `stock` has the number of printed
    copies by ISBN.
    """

    book_id: Slug
    title: NonEmptyText
    subtitle: NonEmptyText | None
    authors: Annotated[tuple[Author, ...], Meta(min_length=1)]
    published: int
    category: Category
    language: Language
    series: SeriesPosition | None
    first_line: NonEmptyText | None
    description: Annotated[str, Meta(min_length=120, max_length=600)]
    subjects: Annotated[tuple[Subject, ...], Meta(min_length=4, max_length=12)]
    editions: Annotated[tuple[Edition, ...], Meta(min_length=1, max_length=5)]
    stock: dict[str, Count]
