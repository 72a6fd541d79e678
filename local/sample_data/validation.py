"""What must be true of a catalogue beyond the shape of each book: each complaint is one sentence."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from local.sample_data.books import Book, Edition

UNASSIGNED = re.compile("9797[0-9]{9}")


def complaints(books: Sequence[Book]) -> Iterator[str]:
    """Everything that is wrong, so that one look at the message mends all of it."""
    for book in books:
        yield from _about_the_book(book)
    yield from _about_repeats(books)
    yield from _about_names(books)


def valid_isbn(isbn: str) -> bool:
    """ISBN-13 from 979-7, a registration group that nobody was given, with the right check digit."""
    return bool(UNASSIGNED.fullmatch(isbn)) and _weighted_sum(isbn) % 10 == 0


def _weighted_sum(isbn: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(isbn))


def _about_the_book(book: Book) -> Iterator[str]:
    for edition in book.editions:
        yield from (f"{book.book_id}: {edition.isbn} {complaint}" for complaint in _about_the_edition(edition))
    if set(book.stock) != {edition.isbn for edition in book.editions if edition.printed}:
        yield f"{book.book_id}: stock must name exactly its printed editions"
    about = _twice("subject", (subject.casefold() for subject in book.subjects))
    yield from (f"{book.book_id}: {complaint}" for complaint in about)


def _about_the_edition(edition: Edition) -> Iterator[str]:
    if not valid_isbn(edition.isbn):
        yield "is not an ISBN-13 of group 979-7 with a valid check digit"
    if (edition.weight_grams > 0) != edition.printed:
        yield "must weigh something if, and only if, it is printed"
    if (edition.pages > 0) == (edition.minutes > 0):
        yield "must have either pages or minutes"
    if (edition.minutes > 0) != (edition.format == "audiobook"):
        yield "must have minutes if, and only if, it is an audiobook"


def _about_repeats(books: Sequence[Book]) -> Iterator[str]:
    yield from _twice("book_id", (book.book_id for book in books))
    yield from _twice("isbn", (edition.isbn for book in books for edition in book.editions))
    yield from _twice("title and authors", ((book.title, *(a.name for a in book.authors)) for book in books))
    yield from _twice("description", (book.description for book in books))
    places = (book.series for book in books if book.series)
    yield from _twice("place in a series", ((place.series_id, place.position) for place in places))


def _twice(what: str, values: Iterable[Hashable]) -> Iterator[str]:
    counted = Counter(values)
    yield from (f"{what} {value!r} appears {times} times" for value, times in counted.items() if times > 1)


def _about_names(books: Sequence[Book]) -> Iterator[str]:
    authors = {(author.author_id, author.name) for book in books for author in book.authors}
    series = {(book.series.series_id, book.series.name) for book in books if book.series}
    subjects = {(subject.casefold(), subject) for book in books for subject in book.subjects}
    yield from _twice("the name of author", (author_id for author_id, _ in authors))
    yield from _twice("the name of series", (series_id for series_id, _ in series))
    yield from _twice("the spelling of subject", (folded for folded, _ in subjects))
