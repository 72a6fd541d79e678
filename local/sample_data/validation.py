"""What must be true of a catalogue beyond the shape of each book: each complaint is one sentence."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from local.sample_data.books import Book, Edition

UNASSIGNED = re.compile("9797[0-9]{9}")


def find_errors(books: Sequence[Book]) -> Iterator[str]:
    """Everything that is wrong, so that one look at the message mends all of it."""
    for book in books:
        yield from _find_book_errors(book)
    yield from _find_repeated_values(books)
    yield from _find_name_errors(books)


def is_valid_isbn(isbn: str) -> bool:
    """ISBN-13 from 979-7, a registration group that nobody was given, with the right check digit."""
    return bool(UNASSIGNED.fullmatch(isbn)) and _weighted_sum(isbn) % 10 == 0


def _weighted_sum(isbn: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(isbn))


def _find_book_errors(book: Book) -> Iterator[str]:
    for edition in book.editions:
        yield from (f"{book.book_id}: {edition.isbn} {complaint}" for complaint in _find_edition_errors(edition))
    if set(book.stock) != {edition.isbn for edition in book.editions if edition.printed}:
        yield f"{book.book_id}: stock must name exactly its printed editions"
    about = _find_repeats("subject", (subject.casefold() for subject in book.subjects))
    yield from (f"{book.book_id}: {complaint}" for complaint in about)


def _find_edition_errors(edition: Edition) -> Iterator[str]:
    if not is_valid_isbn(edition.isbn):
        yield "is not an ISBN-13 of group 979-7 with a valid check digit"
    if (edition.weight_grams > 0) != edition.printed:
        yield "must weigh something if, and only if, it is printed"
    if (edition.pages > 0) == (edition.minutes > 0):
        yield "must have either pages or minutes"
    if (edition.minutes > 0) != (edition.format == "audiobook"):
        yield "must have minutes if, and only if, it is an audiobook"


def _find_repeated_values(books: Sequence[Book]) -> Iterator[str]:
    yield from _find_repeats("book_id", (book.book_id for book in books))
    yield from _find_repeats("isbn", (edition.isbn for book in books for edition in book.editions))
    yield from _find_repeats("title and authors", ((book.title, *(a.name for a in book.authors)) for book in books))
    yield from _find_repeats("description", (book.description for book in books))
    places = (book.series for book in books if book.series)
    yield from _find_repeats("place in a series", ((place.series_id, place.position) for place in places))


def _find_repeats(what: str, values: Iterable[Hashable]) -> Iterator[str]:
    counted = Counter(values)
    yield from (f"{what} {value!r} appears {times} times" for value, times in counted.items() if times > 1)


def _find_name_errors(books: Sequence[Book]) -> Iterator[str]:
    authors = {(author.author_id, author.name) for book in books for author in book.authors}
    series = {(book.series.series_id, book.series.name) for book in books if book.series}
    subjects = {(subject.casefold(), subject) for book in books for subject in book.subjects}
    yield from _find_repeats("the name of author", (author_id for author_id, _ in authors))
    yield from _find_repeats("the name of series", (series_id for series_id, _ in series))
    yield from _find_repeats("the spelling of subject", (folded for folded, _ in subjects))
