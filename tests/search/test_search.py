"""Which requests a question sends to the index, and when the table answers instead."""

from dataclasses import dataclass, field

import pytest
from msgspec import structs

from bookstore.errors import Invalid, Unavailable
from bookstore.messaging.envelope import Unprocessable
from chalicelib.books import record_events
from chalicelib.query import search
from chalicelib.query.question import Question
from chalicelib.query.responses import Facets, IndexResult, SearchResponse, SuggestResponse
from tests.search.builders import book_added
from tests.search.clients import NoFallback
from tests.search.fakes import FakeBooks

NO_FACETS = Facets(category=[], author=[], format=[], language=[], availability=[], price=[], rating=[])
EMPTY = SearchResponse(items=[], total=0, page=1, pages=0, facets=NO_FACETS)


@dataclass
class FakeClient:
    """Records the requests; after `answers` of them, OpenSearch is unavailable."""

    any_match: bool = True
    is_sufficient: bool = True
    total: int = 0
    answers: int = 9
    requests: list[str] = field(default_factory=list)

    def _result(self, request: str) -> IndexResult:
        self._send(request)
        response = structs.replace(EMPTY, total=self.total, exact=request)
        return IndexResult(response, self.any_match, self.is_sufficient)

    def _send(self, request: str) -> None:
        self.requests.append(request)
        if len(self.requests) > self.answers:
            raise Unavailable("The time is up.")

    def search(self, question):
        return self._result("exact")

    def search_similar(self, question):
        return self._result("similar")

    def search_isbn(self, question, isbn):
        return self._result(isbn)

    def find_nearest(self, question):
        self._send("nearest")
        return []

    def suggest(self, prefix):
        self._send("suggest")


class FakeFallback:
    """Records the requests."""

    def __init__(self):
        self.requests = []

    def search(self, question):
        self.requests.append(question.words)
        return structs.replace(EMPTY, degraded=True)

    def suggest(self, prefix):
        self.requests.append(prefix)
        return SuggestResponse(books=[], authors=[], series=[], categories=[], degraded=True)


@pytest.mark.parametrize(
    ("words", "any_match", "requests"),
    [
        ("emma", True, ["exact"]),
        ("emmma", False, ["exact", "similar"]),
        ("", False, ["exact"]),
        ("978-0-14-143958-7", True, ["9780141439587"]),
        ("9780141439588", False, ["exact", "similar"]),
    ],
)
def test_similar_words_are_searched_only_when_no_book_has_the_exact_words(words, any_match, requests):
    client = FakeClient(any_match, is_sufficient=any_match)
    response = search.find_books(Question(words=words), client=client, fallback=NoFallback())
    assert response.exact == requests[-1]
    assert client.requests == [*requests, "nearest"]


def test_an_invalid_question_sends_no_request():
    client = FakeClient()
    with pytest.raises(Invalid):
        search.find_books(Question(page=10_000, limit=100), client=client, fallback=NoFallback())
    assert client.requests == []


def test_a_book_without_an_edition_is_not_recorded():
    with pytest.raises(Unprocessable, match="book/emma has no edition"):
        record_events.on_book_changed(structs.replace(book_added(), editions=()), books=FakeBooks())


def test_a_theme_that_few_books_have_is_widened_but_not_marked_as_corrected():
    client = FakeClient(any_match=True, is_sufficient=False)
    response = search.find_books(Question(words="orphan girl"), client=client, fallback=NoFallback())
    assert response.corrected is False
    assert client.requests == ["exact", "similar", "nearest"]


def test_a_few_exact_hits_are_returned_when_similar_ones_would_come_too_late():
    client = FakeClient(is_sufficient=False, total=2, answers=1)
    response = search.find_books(Question(words="orphan girl"), client=client, fallback=NoFallback())
    assert response.exact == "exact"
    assert client.requests == ["exact", "similar"]


def test_an_empty_page_without_the_similar_words_is_answered_from_the_table():
    """The words may be misspelt, which only the index could have told: the response is marked as degraded."""
    client, fallback = FakeClient(any_match=False, is_sufficient=False, answers=1), FakeFallback()
    assert search.find_books(Question(words="emmma"), client=client, fallback=fallback).degraded is True
    assert fallback.requests == ["emmma"]


def test_without_the_index_the_table_answers():
    fallback = FakeFallback()
    assert search.find_books(Question(words="emma"), client=FakeClient(answers=0), fallback=fallback).degraded
    assert search.find_suggestions("em", client=FakeClient(answers=0), fallback=fallback).degraded
    assert fallback.requests == ["emma", "em"]


def test_an_empty_page_is_returned_without_nearest_books_when_they_would_come_too_late():
    client = FakeClient(answers=1)
    question = Question(words="emma", price_min=5_000)
    assert search.find_books(question, client=client, fallback=NoFallback()).nearest == []
    assert client.requests == ["exact", "nearest"]


@pytest.mark.parametrize(
    ("typed", "core_words"),
    [
        ("books by Thomas Hardy", "Thomas Hardy"),
        ("a novel about whales", "whales"),
        ("Dickens novels", "Dickens"),
        ("the jungle book", "the jungle book"),
        ("the book of hours", "the book of hours"),
        ("books", "books"),
        ("something about bees", "bees"),
        ("best Russian novels", "Russian"),
        ("the good soldier", "the good soldier"),
        ("French novels about adultery", "French adultery"),
        ("a mystery set in London", "a mystery in London"),
    ],
)
def test_filler_words_are_not_searched_for(typed, core_words):
    assert Question(words=typed).core_words == core_words


@pytest.mark.parametrize(
    ("typed", "core_words"),
    [
        ("one two  three", "one two three"),
        (" ".join("abcdefghijklmn"), "a b c d e f g h i j k l"),
        ("-".join("abcdefghijklmn"), "a-b-c-d-e-f-g-h-i-j-k-l"),
        ("incomprehensibilities", "incomprehensibilities"),
        ("!!", "!!"),
    ],
)
def test_only_the_first_twelve_words_are_searched_for(typed, core_words):
    assert Question(words=typed).core_words == core_words
