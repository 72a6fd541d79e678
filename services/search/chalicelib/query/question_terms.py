"""Under which terms a question's books are found without the index."""

from collections.abc import Iterator

from chalicelib.books.terms import Term
from chalicelib.books.words import fold, telling, words_in
from chalicelib.query.isbn import isbn_in
from chalicelib.query.question import Question

EVERY_ISBN = "97"  # what the ISBN of every book begins with
MOST_TERMS = 3  # of one question, so that its work stays bounded


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
