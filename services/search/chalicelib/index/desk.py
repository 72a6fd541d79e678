"""The information desk: asks the answering index what readers ask."""

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from msgspec import structs

from chalicelib.index import matching
from chalicelib.index.answers import Answer, Reading, hit, reading, suggestions
from chalicelib.index.asking import counts_body, nearest_body, page_body, suggest_bodies
from chalicelib.index.connection import IMPATIENT, answers, asked, connection
from chalicelib.index.matching import Match
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
        self._meant = {"": Meant()}

    def search(self, question: Question) -> Reading:
        """The books with the very words; without words, all books. What else the words may mean is asked at the same
        time, because whoever needs it would wait for it."""
        words = question.essential
        spelling = spelling_bodies(words) if words else []
        page, counts, *spelt = self._ask_at_once([*_bodies(question, matching.strictly(words)), *spelling])
        if spelt:
            self._meant[words] = meant(spelt)
        return reading(page, counts, question)

    def search_forgiving(self, question: Question) -> Reading:
        """The books with words like these, and a better spelling."""
        likely = self._likely(question.essential)
        read = self._read(question, matching.forgivingly(question.essential, likely))
        return replace(read, found=structs.replace(read.found, did_you_mean=likely.better))

    def search_isbn(self, question: Question, isbn: str) -> Reading:
        """The book that has this edition; `exact` names it."""
        read = self._read(question, matching.with_isbn(isbn))
        exact = next((hit.book_id for hit in read.found.items), None)
        return replace(read, found=structs.replace(read.found, exact=exact))

    def nearest(self, question: Question) -> list[Hit]:
        """What comes closest to the words, and what is bought most."""
        match = matching.forgivingly(question.essential, self._likely(question.essential))
        (answer,) = self._ask_at_once([nearest_body(match)])
        return [hit(one) for one in answer["hits"]["hits"]]

    def suggest(self, letters: str) -> Suggestions:
        """What the letters may become."""
        return suggestions(self._ask_at_once(suggest_bodies(letters)))

    def _likely(self, words: str) -> Meant:
        if words not in self._meant:
            self._meant[words] = meant(self._ask_at_once(spelling_bodies(words)))
        return self._meant[words]

    def _read(self, question: Question, match: Match) -> Reading:
        page, counts = self._ask_at_once(_bodies(question, match))
        return reading(page, counts, question)

    def _ask_at_once(self, bodies: list[dict[str, Any]]) -> list[Answer]:
        lines = [line for body in bodies for line in ({}, body)]
        return answers(asked(partial(self._opensearch.msearch, body=lines, index=self._alias, params=self._left())))

    def _left(self) -> dict[str, float]:
        return {"request_timeout": max(self._until - monotonic(), SHORTEST)}


def _bodies(question: Question, match: Match) -> list[dict[str, Any]]:
    return [page_body(question, match), counts_body(question, match)]


def desk() -> Desk:
    """A desk of this stage, for one question."""
    return Desk(f"books-{settings().stage}", connection(IMPATIENT), IMPATIENT)
