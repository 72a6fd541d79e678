"""The information desk: asks the answering index what readers ask."""

from dataclasses import replace
from time import monotonic
from typing import Any

from msgspec import structs

from chalicelib.index import matching
from chalicelib.index.answers import Answer, Reading, hit, reading, suggestions
from chalicelib.index.asking import nearest_body, search_body, spelling, suggest_body
from chalicelib.index.connection import IMPATIENT, asked, connection
from chalicelib.model.answer import Hit, Suggestions
from chalicelib.model.question import Question
from chalicelib.settings import settings

SHORTEST = 0.02


class Desk:
    """Answers from the alias, which hides withdrawn books. All that one desk is asked shares its seconds: a reader
    whose words are tried a second time waits no longer than others."""

    def __init__(self, alias: str, opensearch: Any, seconds: float = 10.0) -> None:
        self._alias = alias
        self._opensearch = opensearch
        self._until = monotonic() + seconds

    def search(self, question: Question) -> Reading:
        """The books with the very words."""
        return self._read(question, search_body(question, matching.strictly(question.essential)))

    def search_forgiving(self, question: Question) -> Reading:
        """The books with words like these, and a better spelling."""
        body = search_body(question, matching.forgivingly(question.essential))
        marks = body["highlight"] | {"highlight_query": matching.to_mark(question.essential)}
        return self._read(question, body | {"highlight": marks, "suggest": spelling(question.essential)})

    def search_isbn(self, question: Question, isbn: str) -> Reading:
        """The book that has this edition; `exact` names it."""
        read = self._read(question, search_body(question, matching.with_isbn(isbn)))
        exact = next((hit.book_id for hit in read.found.items), None)
        return replace(read, found=structs.replace(read.found, exact=exact))

    def nearest(self, question: Question) -> list[Hit]:
        """What comes closest to the words, and what is bought most."""
        answer = self._ask(nearest_body(matching.forgivingly(question.essential)))
        return [hit(one) for one in answer["hits"]["hits"]]

    def suggest(self, letters: str) -> Suggestions:
        """What the letters may become."""
        return suggestions(self._ask(suggest_body(letters)))

    def _read(self, question: Question, body: dict[str, Any]) -> Reading:
        return reading(self._ask(body), question)

    def _ask(self, body: dict[str, Any]) -> Answer:
        left = {"request_timeout": max(self._until - monotonic(), SHORTEST)}
        answer: Answer = asked(lambda: self._opensearch.search(index=self._alias, body=body, params=left))
        return answer


def desk() -> Desk:
    """A desk of this stage, for one question."""
    return Desk(f"books-{settings().stage}", connection(IMPATIENT), IMPATIENT)
