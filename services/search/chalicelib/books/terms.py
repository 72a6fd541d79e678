"""The terms under which a book is found without the index: the words of its names, and the values of its filters."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from bookstore.events.books import BookState
from chalicelib.books.words import drop_stop_words, fold, split_words

TermKind = Literal["word", "author", "category", "subject"]
TERMS_VERSION = 2  # raise it whenever `book_terms` returns other terms than before: all books' terms are then rewritten


class Term(Struct, frozen=True):
    """A word, which its beginning is enough to find, or a whole value of another kind."""

    kind: TermKind
    text: str


def book_terms(book: BookState) -> set[Term]:
    """Return the terms under which the book is found."""
    title, others = split_words(book.title), _other_name_words(book)
    words = {*drop_stop_words(title), *drop_stop_words(others), *_isbns(book)}
    return {
        *(Term("word", word) for word in words),
        *(Term("author", author.author_id) for author in book.authors),
        *(Term("subject", fold(subject)) for subject in book.subjects),
        Term("category", book.category),
    }


def book_words(book: BookState) -> list[str]:
    """Return the words of title, subtitle, authors and series, and the ISBNs."""
    return [*split_words(book.title), *_other_name_words(book), *_isbns(book)]


def has_all_words(words: Sequence[str], prefixes: Sequence[str]) -> bool:
    """Whether each prefix is the beginning of one of the words."""
    return all(any(word.startswith(prefix) for word in words) for prefix in prefixes)


def _other_name_words(book: BookState) -> list[str]:
    series = book.series.name if book.series else ""
    return split_words(" ".join([book.subtitle or "", *(author.name for author in book.authors), series]))


def _isbns(book: BookState) -> list[str]:
    return [edition.isbn for edition in book.editions]
