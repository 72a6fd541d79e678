"""The information desk: asks the answering index what readers ask."""

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from msgspec import structs

from chalicelib.index import matching
from chalicelib.index.answers import Answer, Reading, hit, reading, suggestions
from chalicelib.index.asking import browse_bodies, met, nearest_body, search_body, suggest_bodies
from chalicelib.index.connection import IMPATIENT, answers, asked, connection
from chalicelib.index.spelling import Meant, meant, spelling_bodies
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
        """The books with the very words; without words, all books."""
        if not question.words:
            page, counts = self._ask_at_once(browse_bodies(question))
            return reading(page | {"aggregations": counts["aggregations"]}, question)
        words = question.essential
        body = search_body(question, matching.strictly(words))
        return self._read(question, body | {"aggs": body["aggs"] | met(words)})

    def search_forgiving(self, question: Question) -> Reading:
        """The books with words like these, and a better spelling."""
        words, likely = question.essential, self._likely(question)
        body = search_body(question, matching.forgivingly(words, likely))
        marks = body["highlight"] | {"highlight_query": matching.to_mark(words, likely)}
        read = self._read(question, body | {"highlight": marks})
        return replace(read, found=structs.replace(read.found, did_you_mean=likely.better))

    def search_isbn(self, question: Question, isbn: str) -> Reading:
        """The book that has this edition; `exact` names it."""
        read = self._read(question, search_body(question, matching.with_isbn(isbn)))
        exact = next((hit.book_id for hit in read.found.items), None)
        return replace(read, found=structs.replace(read.found, exact=exact))

    def nearest(self, question: Question) -> list[Hit]:
        """What comes closest to the words, and what is bought most."""
        answer = self._ask(nearest_body(matching.forgivingly(question.essential, self._likely(question))))
        return [hit(one) for one in answer["hits"]["hits"]]

    def suggest(self, letters: str) -> Suggestions:
        """What the letters may become."""
        return suggestions(self._ask_at_once(suggest_bodies(letters)))

    def _likely(self, question: Question) -> Meant:
        return meant(self._ask_at_once(spelling_bodies(question.essential))) if question.words else Meant()

    def _read(self, question: Question, body: dict[str, Any]) -> Reading:
        return reading(self._ask(body), question)

    def _ask(self, body: dict[str, Any]) -> Answer:
        answer: Answer = asked(partial(self._opensearch.search, index=self._alias, body=body, params=self._left()))
        return answer

    def _ask_at_once(self, bodies: list[dict[str, Any]]) -> list[Answer]:
        lines = [line for body in bodies for line in ({}, body)]
        return answers(asked(partial(self._opensearch.msearch, body=lines, index=self._alias, params=self._left())))

    def _left(self) -> dict[str, float]:
        return {"request_timeout": max(self._until - monotonic(), SHORTEST)}


def desk() -> Desk:
    """A desk of this stage, for one question."""
    return Desk(f"books-{settings().stage}", connection(IMPATIENT), IMPATIENT)
