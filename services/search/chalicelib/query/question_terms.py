"""The terms under which a question's books are found without the index."""

from collections.abc import Iterator

from chalicelib.books.terms import Term
from chalicelib.books.words import drop_stop_words, fold, split_words
from chalicelib.query.isbn import parse_isbn
from chalicelib.query.question import Question

ISBN_PREFIX = "97"  # of every book's ISBN
MAX_TERMS = 3  # of one question, so that its work stays bounded


def question_words(question: Question) -> list[str]:
    """Return the words that a book must have, each at least as the beginning of one of its own."""
    isbn = parse_isbn(question.words)
    return [isbn] if isbn else drop_stop_words(split_words(question.core_words))


def question_terms(question: Question) -> list[Term]:
    """Return the few terms under which all books of the question are found: the longest word, as the rarest; without
    words the values of the most selective filter; without filters the prefix of every ISBN."""
    words = question_words(question)
    if words or question.core_words:
        return [Term("word", max(words, key=len))] if words else []
    filter_terms = next(filter(None, _filter_terms(question)), None)
    return filter_terms[:MAX_TERMS] if filter_terms else [Term("word", ISBN_PREFIX)]


def _filter_terms(question: Question) -> Iterator[list[Term]]:
    """Yield the terms of each filter, the most selective one first."""
    yield [Term("author", author) for author in question.authors]
    yield [Term("subject", fold(subject)) for subject in question.subjects]
    yield [Term("category", category) for category in question.categories]
