"""Answering what readers ask."""

from typing import Protocol

from chalicelib.model.answer import Found, Suggestions
from chalicelib.model.isbn import isbn_in
from chalicelib.model.question import Question, checked


class Reading(Protocol):
    """What an index answered to a question: the page, and whether any book matched the words, filters aside."""

    @property
    def found(self) -> Found: ...
    @property
    def any_match(self) -> bool: ...


class Index(Protocol):
    """The index, as readers need it."""

    def search(self, question: Question) -> Reading: ...
    def search_forgiving(self, question: Question) -> Reading: ...
    def search_isbn(self, question: Question, isbn: str) -> Reading: ...
    def suggest(self, letters: str) -> Suggestions: ...


def find(question: Question, *, index: Index) -> Found:
    """The books with the very words; when there is none, those with words like them; an ISBN finds its book."""
    question = checked(question)
    isbn = isbn_in(question.words)
    if isbn:
        return index.search_isbn(question, isbn).found
    strict = index.search(question)
    return strict.found if strict.any_match or not question.words else index.search_forgiving(question).found


def suggest(letters: str, *, index: Index) -> Suggestions:
    """What the letters may become."""
    return index.suggest(letters)
