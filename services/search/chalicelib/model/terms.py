"""Under which terms a book is found without the index: the words of its names, and the values one can filter by."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from bookstore.events.books import BookState
from chalicelib.model.isbn import isbn_in
from chalicelib.model.question import Question
from chalicelib.model.words import fold, telling, words_in

Kind = Literal["word", "author", "category", "subject"]
EVERY_ISBN = "97"  # what the ISBN of every book begins with
SHAPE = 1  # one more whenever `terms` finds other terms than before: then all books' terms are written anew
MOST_TERMS = 3  # of one question, so that its work stays bounded


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


def asked_words(question: Question) -> list[str]:
    """Return the words that a book must have, each at least as the beginning of one of its own."""
    isbn = isbn_in(question.words)
    return [isbn] if isbn else telling(words_in(question.essential))


def asked_terms(question: Question) -> list[Term]:
    """Return the few terms under which all books of the question are found: the longest word, as the rarest, or else
    the values of the filter that leaves the fewest books; or else any book's ISBN."""
    words = asked_words(question)
    if words or question.essential:
        return [Term("word", max(words, key=len))] if words else []
    by_value = next(filter(None, _values(question)), None)
    return by_value[:MOST_TERMS] if by_value else [Term("word", EVERY_ISBN)]


def _values(question: Question) -> Iterator[list[Term]]:
    yield [Term("author", author) for author in question.authors]
    yield [Term("subject", fold(subject)) for subject in question.subjects]
    yield [Term("category", category) for category in question.categories]


def has_words(own: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether each of the words asked for is the beginning of one of the book's own."""
    return all(any(word.startswith(start) for word in own) for start in asked)
