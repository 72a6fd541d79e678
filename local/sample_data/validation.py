"""The rules of a catalogue beyond the schema of each book; each problem is one sentence."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from local.sample_data.books import Book, Edition

UNASSIGNED = re.compile("9797[0-9]{9}")


def find_problems(books: Sequence[Book]) -> Iterator[str]:
    """Find all problems, so that one message is enough to fix them."""
    for book in books:
        yield from _check_book(book)
    yield from _check_duplicates(books)
    yield from _check_names(books)


def is_valid_isbn(isbn: str) -> bool:
    """Tell whether this is an ISBN-13 of the unassigned registration group 979-7 with a valid check digit."""
    return bool(UNASSIGNED.fullmatch(isbn)) and _weighted_sum(isbn) % 10 == 0


def _weighted_sum(isbn: str) -> int:
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(isbn))


def _check_book(book: Book) -> Iterator[str]:
    for edition in book.editions:
        yield from (f"{book.book_id}: {edition.isbn} {problem}" for problem in _check_edition(edition))
    if set(book.stock) != {edition.isbn for edition in book.editions if edition.is_printed}:
        yield f"{book.book_id}: stock must name exactly its printed editions"
    duplicates = _find_duplicates("subject", (subject.casefold() for subject in book.subjects))
    yield from (f"{book.book_id}: {problem}" for problem in duplicates)


def _check_edition(edition: Edition) -> Iterator[str]:
    if not is_valid_isbn(edition.isbn):
        yield "is not an ISBN-13 of group 979-7 with a valid check digit"
    if (edition.weight_grams > 0) != edition.is_printed:
        yield "must weigh something if, and only if, it is printed"
    if (edition.pages > 0) == (edition.minutes > 0):
        yield "must have either pages or minutes"
    if (edition.minutes > 0) != (edition.format == "audiobook"):
        yield "must have minutes if, and only if, it is an audiobook"


def _check_duplicates(books: Sequence[Book]) -> Iterator[str]:
    yield from _find_duplicates("book_id", (book.book_id for book in books))
    yield from _find_duplicates("isbn", (edition.isbn for book in books for edition in book.editions))
    yield from _find_duplicates("title and authors", ((book.title, *(a.name for a in book.authors)) for book in books))
    yield from _find_duplicates("description", (book.description for book in books))
    positions = (book.series for book in books if book.series)
    yield from _find_duplicates("position in a series", ((series.series_id, series.position) for series in positions))


def _find_duplicates(what: str, values: Iterable[Hashable]) -> Iterator[str]:
    counted = Counter(values)
    yield from (f"{what} {value!r} appears {times} times" for value, times in counted.items() if times > 1)


def _check_names(books: Sequence[Book]) -> Iterator[str]:
    authors = {(author.author_id, author.name) for book in books for author in book.authors}
    series = {(book.series.series_id, book.series.name) for book in books if book.series}
    subjects = {(subject.casefold(), subject) for book in books for subject in book.subjects}
    yield from _find_duplicates("the name of author", (author_id for author_id, _ in authors))
    yield from _find_duplicates("the name of series", (series_id for series_id, _ in series))
    yield from _find_duplicates("the spelling of subject", (folded for folded, _ in subjects))
