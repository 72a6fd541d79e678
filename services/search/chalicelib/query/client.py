"""The client of the index: sends customers' questions to OpenSearch and parses its responses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from msgspec import MsgspecError, structs

from bookstore import logs
from bookstore.engines import CircuitBreaker, TimeLimit, circuit_breaker, read_deadline
from bookstore.errors import Unavailable
from chalicelib.index.connection import call_in_time, request_connection, split_responses
from chalicelib.query import matching
from chalicelib.query.matching import Match
from chalicelib.query.question import Question
from chalicelib.query.request_bodies import counts_body, nearest_body, page_body, suggest_bodies
from chalicelib.query.response_parsing import EngineResponse, parse_hit, parse_page, parse_suggestions
from chalicelib.query.responses import Hit, IndexResult, SuggestResponse
from chalicelib.query.spelling import SpellingSuggestions, parse_spelling, spelling_bodies
from chalicelib.settings import settings

T = TypeVar("T")


class UnusableResponse(Unavailable):
    """OpenSearch refused the request, or its response cannot be parsed."""


class SearchClient:
    """Searches through the alias, which hides withdrawn books.

    All requests of one client share its time limit: a customer whose words are tried a second time waits no longer than
    others. Methods raise Unavailable without a response in time, or with one that is unusable.
    """

    def __init__(self, alias: str, opensearch: Any, time_limit: TimeLimit, breaker: CircuitBreaker) -> None:
        self._alias = alias
        self._opensearch = opensearch
        self._time_limit, self._breaker = time_limit, breaker
        self._spelling = {"": SpellingSuggestions()}

    def search(self, question: Question) -> IndexResult:
        """Return the books with the exact words; without words, all books. Spelling suggestions are requested at the
        same time, because a second search would wait for them."""
        words = question.core_words
        spelling = spelling_bodies(words) if words else []
        bodies = [*_search_bodies(question, matching.match_exact_words(words)), *spelling]

        def parse(page: EngineResponse, counts: EngineResponse, *suggestions: EngineResponse) -> IndexResult:
            if suggestions:
                self._spelling[words] = parse_spelling(list(suggestions))
            return parse_page(page, counts, question)

        return self._send(bodies, parse)

    def search_similar(self, question: Question) -> IndexResult:
        """Return the books with similar words, and a better spelling."""
        spelling = self._load_spelling(question.core_words)
        result = self._search(question, matching.match_similar_words(question.core_words, spelling))
        return replace(result, response=structs.replace(result.response, did_you_mean=spelling.correction))

    def search_isbn(self, question: Question, isbn: str) -> IndexResult:
        """Return the book that has this edition; `exact` is its id, `exact_isbn` the edition's."""
        result = self._search(question, matching.match_isbn(isbn))
        exact = next((hit.book_id for hit in result.response.items), None)
        return replace(result, response=structs.replace(result.response, exact=exact, exact_isbn=exact and isbn))

    def find_nearest(self, question: Question) -> list[Hit]:
        """Return the books that come closest to the words, then those that are bought most."""
        spelling = self._load_spelling(question.core_words)
        match = matching.match_similar_words(question.core_words, spelling)
        return self._send(
            [nearest_body(match)], lambda page: [parse_hit(hit, Question()) for hit in page["hits"]["hits"]]
        )

    def suggest(self, prefix: str) -> SuggestResponse:
        """Return what the prefix may become."""
        return self._send(suggest_bodies(prefix), lambda *responses: parse_suggestions(list(responses)))

    def _load_spelling(self, words: str) -> SpellingSuggestions:
        if words not in self._spelling:
            self._spelling[words] = self._send(
                spelling_bodies(words), lambda *responses: parse_spelling(list(responses))
            )
        return self._spelling[words]

    def _search(self, question: Question, match: Match) -> IndexResult:
        return self._send(_search_bodies(question, match), lambda page, counts: parse_page(page, counts, question))

    def _send(self, bodies: list[dict[str, Any]], parse: Callable[..., T]) -> T:
        """Send all bodies in one request and parse the responses; raise UnusableResponse when either is refused."""
        from opensearchpy.exceptions import OpenSearchException

        lines = [line for body in bodies for line in ({}, body)]
        try:
            responses = call_in_time(lambda timeout: self._msearch(lines, timeout), self._time_limit, self._breaker)
            return parse(*responses)
        except (OpenSearchException, MsgspecError, LookupError, TypeError, ValueError, AttributeError) as error:
            logs.exception("search response unusable")
            raise UnusableResponse("Search is not available right now. Please try again.", retry_after=2) from error

    def _msearch(self, lines: list[dict[str, Any]], timeout: Any) -> list[EngineResponse]:
        params = {"request_timeout": timeout}
        return split_responses(self._opensearch.msearch(body=lines, index=self._alias, params=params))


def _search_bodies(question: Question, match: Match) -> list[dict[str, Any]]:
    return [page_body(question, match), counts_body(question, match)]


def search_client() -> SearchClient:
    """Return a client of this stage for one request; its time limit begins now."""
    alias = f"books-{settings().stage}"
    return SearchClient(alias, request_connection(), read_deadline(), circuit_breaker("opensearch"))
