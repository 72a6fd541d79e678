"""Answering what readers ask."""

from contextlib import suppress
from typing import Protocol

from msgspec import structs

from bookstore.errors import Unavailable
from chalicelib.model.answer import Found, Hit, Suggestions
from chalicelib.model.isbn import isbn_in
from chalicelib.model.question import Question, checked


class Reading(Protocol):
    """What an index answered to a question: the page, whether any book matched the words, filters aside, and whether
    that is enough: some books, or one by its name."""

    @property
    def found(self) -> Found: ...
    @property
    def any_match(self) -> bool: ...
    @property
    def enough(self) -> bool: ...


class Index(Protocol):
    """The index, as readers need it."""

    def search(self, question: Question) -> Reading: ...
    def search_forgiving(self, question: Question) -> Reading: ...
    def search_isbn(self, question: Question, isbn: str) -> Reading: ...
    def nearest(self, question: Question) -> list[Hit]: ...
    def suggest(self, letters: str) -> Suggestions: ...


def find(question: Question, *, index: Index) -> Found:
    """The books with the very words; where those are none or few, also books with words like them; an ISBN finds its
    book. A page that would be empty offers what comes nearest, if there is time left to ask for it."""
    found = _found(checked(question), index)
    if found.total:
        return found
    with suppress(Unavailable):
        found = structs.replace(found, nearest=index.nearest(question))
    return found


def _found(question: Question, index: Index) -> Found:
    isbn = isbn_in(question.words)
    if isbn:
        return index.search_isbn(question, isbn).found
    strict = index.search(question)
    if strict.enough or not question.words:
        return strict.found
    return _widened(strict, question, index)


def _widened(strict: Reading, question: Question, index: Index) -> Found:
    """With words like these; a few good books in time are better than more that would come too late."""
    try:
        similar = index.search_forgiving(question).found
    except Unavailable:
        if strict.found.total:
            return strict.found
        raise
    return structs.replace(similar, corrected=similar.total > 0 and not strict.any_match)


def suggest(letters: str, *, index: Index) -> Suggestions:
    """What the letters may become."""
    return index.suggest(letters)
