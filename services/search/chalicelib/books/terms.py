"""Under which terms a book is found without the index: the words of its names, and the values one can filter by."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from bookstore.events.books import BookState
from chalicelib.books.words import fold, telling, words_in

Kind = Literal["word", "author", "category", "subject"]
SHAPE = 1  # one more whenever `terms` finds other terms than before: then all books' terms are written anew


class Term(Struct, frozen=True):
    """A word, of which the beginning is enough to find it, or a whole value of another kind."""

    kind: Kind
    text: str


def terms(book: BookState) -> set[Term]:
    """Return the terms under which the book is found."""
    words = [*telling(words_in(book.title)), *telling(_other_names(book)), *_isbns(book)]
    found = {Term("word", word) for word in words} | {Term("author", author.author_id) for author in book.authors}
    return found | {Term("subject", fold(subject)) for subject in book.subjects} | {Term("category", book.category)}


def own_words(book: BookState) -> list[str]:
    """Return the words of title, subtitle, authors and series, and the ISBNs."""
    return [*words_in(book.title), *_other_names(book), *_isbns(book)]


def _other_names(book: BookState) -> list[str]:
    series = book.series.name if book.series else ""
    return words_in(" ".join([book.subtitle or "", *(author.name for author in book.authors), series]))


def _isbns(book: BookState) -> list[str]:
    return [edition.isbn for edition in book.editions]


def has_words(own: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether each of the words asked for is the beginning of one of the book's own."""
    return all(any(word.startswith(start) for word in own) for start in asked)
