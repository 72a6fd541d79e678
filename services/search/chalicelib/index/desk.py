"""The information desk: asks the answering index what readers ask."""

from functools import cache
from typing import Any

from msgspec import structs

from chalicelib.index import matching
from chalicelib.index.answers import Answer, Reading, reading, suggestions
from chalicelib.index.asking import search_body, spelling, suggest_body
from chalicelib.index.connection import IMPATIENT, asked, connection
from chalicelib.model.answer import Suggestions
from chalicelib.model.question import Question
from chalicelib.settings import settings


class Desk:
    """Answers from the alias, which hides withdrawn books."""

    def __init__(self, alias: str, opensearch: Any) -> None:
        self._alias = alias
        self._opensearch = opensearch

    def search(self, question: Question) -> Reading:
        """The books with the very words."""
        return self._read(question, search_body(question, matching.strictly(question.words)))

    def search_forgiving(self, question: Question) -> Reading:
        """The books with words like these, and a better spelling."""
        body = search_body(question, matching.forgivingly(question.words))
        read = self._read(question, body | {"suggest": spelling(question.words)})
        return _saying(read, corrected=read.found.total > 0)

    def search_isbn(self, question: Question, isbn: str) -> Reading:
        """The book that has this edition; `exact` names it."""
        read = self._read(question, search_body(question, matching.with_isbn(isbn)))
        return _saying(read, exact=next((hit.book_id for hit in read.found.items), None))

    def suggest(self, letters: str) -> Suggestions:
        """What the letters may become."""
        return suggestions(self._ask(suggest_body(letters)))

    def _read(self, question: Question, body: dict[str, Any]) -> Reading:
        return reading(self._ask(body), question)

    def _ask(self, body: dict[str, Any]) -> Answer:
        answer: Answer = asked(lambda: self._opensearch.search(index=self._alias, body=body))
        return answer


def _saying(read: Reading, **what: Any) -> Reading:
    """The same reading with something more about the page."""
    return Reading(structs.replace(read.found, **what), read.any_match)


@cache
def desk() -> Desk:
    """The desk of this stage."""
    return Desk(f"books-{settings().stage}", connection(IMPATIENT))
