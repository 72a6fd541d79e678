"""The information desk: asks the answering index what readers ask."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from msgspec import MsgspecError, structs

from bookstore import logs
from bookstore.engines import CircuitBreaker, TimeLimit, circuit_breaker, read_deadline
from bookstore.errors import Unavailable
from chalicelib.index.connection import answers, ask_in_time, reader_connection
from chalicelib.query import matching
from chalicelib.query.matching import Match
from chalicelib.query.question import Question
from chalicelib.query.request_bodies import counts_body, nearest_body, page_body, suggest_bodies
from chalicelib.query.response_parsing import Answer, Reading, hit, reading, suggestions
from chalicelib.query.responses import Hit, Suggestions
from chalicelib.query.spelling import Meant, meant, spelling_bodies
from chalicelib.settings import settings

T = TypeVar("T")


class Unusable(Unavailable):
    """OpenSearch refused the question as it was put, or answered something that is no answer."""


class Desk:
    """Answers from the alias, which hides withdrawn books. All that one desk is asked shares its patience: a customer
    whose words are tried a second time waits no longer than others. Unavailable when there is no answer in time, or
    none that can be used."""

    def __init__(self, alias: str, opensearch: Any, patience: TimeLimit, breaker: CircuitBreaker) -> None:
        self._alias = alias
        self._opensearch = opensearch
        self._patience, self._breaker = patience, breaker
        self._meant = {"": Meant()}

    def search(self, question: Question) -> Reading:
        """The books with the very words; without words, all books. What else the words may mean is asked at the same
        time, because whoever needs it would wait for it."""
        words = question.essential
        spelling = spelling_bodies(words) if words else []
        bodies = [*_bodies(question, matching.strictly(words)), *spelling]

        def understand(page: Answer, counts: Answer, *spelt: Answer) -> Reading:
            if spelt:
                self._meant[words] = meant(list(spelt))
            return reading(page, counts, question)

        return self._ask(bodies, understand)

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
        return self._ask([nearest_body(match)], lambda answer: [hit(one) for one in answer["hits"]["hits"]])

    def suggest(self, letters: str) -> Suggestions:
        """What the letters may become."""
        return self._ask(suggest_bodies(letters), lambda *answered: suggestions(list(answered)))

    def _likely(self, words: str) -> Meant:
        if words not in self._meant:
            self._meant[words] = self._ask(spelling_bodies(words), lambda *answered: meant(list(answered)))
        return self._meant[words]

    def _read(self, question: Question, match: Match) -> Reading:
        return self._ask(_bodies(question, match), lambda page, counts: reading(page, counts, question))

    def _ask(self, bodies: list[dict[str, Any]], understand: Callable[..., T]) -> T:
        """Ask all of it at once; Unusable for what cannot be understood, be it the question or the answer."""
        from opensearchpy.exceptions import OpenSearchException

        lines = [line for body in bodies for line in ({}, body)]
        try:
            return understand(*ask_in_time(lambda timeout: self._send(lines, timeout), self._patience, self._breaker))
        except (OpenSearchException, MsgspecError, LookupError, TypeError, ValueError, AttributeError) as problem:
            logs.exception("OpenSearch gave no usable answer")
            raise Unusable("The search has failed at the moment; please try again.", retry_after=2) from problem

    def _send(self, lines: list[dict[str, Any]], timeout: Any) -> list[Answer]:
        return answers(self._opensearch.msearch(body=lines, index=self._alias, params={"request_timeout": timeout}))


def _bodies(question: Question, match: Match) -> list[dict[str, Any]]:
    return [page_body(question, match), counts_body(question, match)]


def desk() -> Desk:
    """A desk of this stage, for one request: its time begins now."""
    alias = f"books-{settings().stage}"
    return Desk(alias, reader_connection(), read_deadline(), circuit_breaker("opensearch"))
