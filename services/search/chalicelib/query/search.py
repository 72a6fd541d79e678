"""Answering what readers ask: from the index, or from the table in a simpler way when the index does not answer."""

from contextlib import suppress
from typing import Protocol

from msgspec import structs

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib.query.isbn import isbn_in
from chalicelib.query.question import Question, checked
from chalicelib.query.responses import Found, Hit, Suggestions


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


class Simple(Protocol):
    """The simpler search, which needs no index."""

    def find(self, question: Question) -> Found: ...
    def suggest(self, letters: str) -> Suggestions: ...


def find_books(question: Question, *, index: Index, simple: Simple) -> Found:
    """The books with the very words; where those are none or few, also books with words like them; an ISBN finds its
    book. A page that would be empty offers what comes nearest, if there is time left to ask for it. A simple list when
    the index does not answer."""
    asked = checked(question)
    try:
        found = _found(asked, index)
    except Unavailable as away:
        logs.warning("search answered from the table", reason=_reason(away))
        return simple.find(asked)
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


def find_suggestions(letters: str, *, index: Index, simple: Simple) -> Suggestions:
    """What the letters may become; books only when the index does not answer."""
    try:
        return index.suggest(letters)
    except Unavailable as away:
        logs.warning("suggestions answered from the table", reason=_reason(away))
        return simple.suggest(letters)


def _reason(away: Unavailable) -> str:
    return f"{type(away).__name__}: {away.__cause__ or away}"
