"""A book as the catalogue files write it: what a person maintains and the seeding reads."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Slug = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
Words = Annotated[str, Meta(min_length=1)]
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
    """Who wrote it; `author_id` is a readable slug."""

    author_id: Slug
    name: Words


class SeriesPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """The book's place in a series, counted from 1."""

    series_id: Slug
    name: Words
    position: Positive


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one buys. Price in pence; pages are 0 for an audiobook, which has minutes instead."""

    isbn: str
    format: Format
    price: Positive
    pages: Count
    language: Language
    publisher: Words
    released: date
    weight_grams: Count
    minutes: Count = 0

    @property
    def printed(self) -> bool:
        """Whether it lies on a shelf, weighs something and can run out."""
        return self.format in PRINTED


class Book(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A work with its editions. `published` is a year, negative for BC; `subjects` are what it is about, in
    readers' words; `stock` counts printed copies by ISBN."""

    book_id: Slug
    title: Words
    subtitle: Words | None
    authors: Annotated[tuple[Author, ...], Meta(min_length=1)]
    published: int
    category: Category
    language: Language
    series: SeriesPlace | None
    first_line: Words | None
    description: Annotated[str, Meta(min_length=120, max_length=600)]
    subjects: Annotated[tuple[Subject, ...], Meta(min_length=4, max_length=12)]
    editions: Annotated[tuple[Edition, ...], Meta(min_length=1, max_length=5)]
    stock: dict[str, Count]
