"""OpenSearch dead, slow, overloaded or talking nonsense (case 59 of the faults): customers get a simple list from the
table, and nothing is lost that was told meanwhile."""

import json

import pytest

from bookstore.engines import FAILURES
from bookstore.errors import Unavailable
from bookstore.events import BookWithdrawn
from bookstore.messaging.stream_batches import RetryBatch
from tests.gateway import ask
from tests.line import Line
from tests.search.broken_engines import answering, refusing, silent
from tests.search.builders import SECOND, edition, told
from tests.shapes import queued, streamed

BRIEFLY = "0.2"  # seconds that a request waits for engines: how long is no matter here, only that it ends
BUSY_PART = {"responses": [{"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}}] * 5}
REFUSED_PART = {"responses": [{"status": 400, "error": {"type": "parsing_exception", "reason": "too many"}}] * 5}
ENGINES = {
    "refuses": refusing,
    "is silent": silent,
    "is overloaded": lambda: answering(429, b'{"error": {"type": "rejected"}}'),
    "has no shards": lambda: answering(503, b'{"error": {"type": "unavailable"}}'),
    "has failed": lambda: answering(500, b"Internal Server Error"),
    "is overloaded in part": lambda: answering(200, json.dumps(BUSY_PART).encode()),
    "refuses the question": lambda: answering(200, json.dumps(REFUSED_PART).encode()),
    "has lost its index": lambda: answering(404, b'{"error": {"type": "index_not_found_exception"}}'),
    "sends a page": lambda: answering(200, b"<html>Bad gateway</html>"),
    "sends half an answer": lambda: answering(200, b'{"responses": [{"hits": {}}]}'),
    "sends a list": lambda: answering(200, b"[1, 2]"),
}
MOST_CALLS = 7  # of one request: it asks twice at most, and again while the engine says that it is overloaded


@pytest.fixture
def heard(app, table):
    """Search has heard of some books, and has given them their terms; the index has none of them."""
    from chalicelib import handlers
    from chalicelib.books.repository import books
    from chalicelib.books.term_repository import kept_terms
    from chalicelib.index import self_heal

    withdrawn = told("emma-gone", edition("9797000000031"), title="Emma, Withdrawn")
    ebook = edition(SECOND, format="ebook", price=399)
    handlers.consume(queued(told("emma"), told("emmeline", ebook), told("dracula"), withdrawn), None)
    handlers.consume(queued(BookWithdrawn(**gone(withdrawn))), None)
    self_heal.keep_terms(books=books(), terms=kept_terms())
    return app


def gone(book):
    return {name: getattr(book, name) for name in book.__struct_fields__} | {"version": 2, "withdrawn": True}


def point_at(monkeypatch, url):
    from bookstore.engines import circuit_breaker, read_seconds
    from chalicelib.index import connection
    from chalicelib.settings import settings

    monkeypatch.setenv("OPENSEARCH_URL", url)
    monkeypatch.setenv("ENGINE_READ_SECONDS", BRIEFLY)
    for cached in (settings, read_seconds, circuit_breaker, connection.connection):
        cached.cache_clear()


@pytest.fixture(params=ENGINES)
def engine_down(request, heard, monkeypatch):
    """The app in front of an engine in trouble, and what that was asked."""
    with ENGINES[request.param]() as (url, asked):
        point_at(monkeypatch, url)
        yield heard, asked


def asked(app, words="emma", resource="/search", **more):
    return ask(app, "GET", resource, query={"q": words, **more})


def ids(answer, name="items"):
    assert answer.status == 200, answer.body
    assert answer.body["degraded"] is True
    return [book["book_id"] for book in answer.body[name]]


def test_a_search_is_answered_from_the_table(engine_down):
    """59. The visible books whose names have all the words, the notice that it is a simple list, and few questions."""
    app, calls = engine_down
    answer = asked(app, "ÉMM austen")
    assert ids(answer) == ["emma", "emmeline"]
    assert (answer.body["total"], answer.body["pages"]) == (2, 1)
    assert "simple list" in answer.body["notice"]
    assert len(calls) <= MOST_CALLS


def test_suggestions_are_titles_from_the_table(engine_down):
    """59. Withdrawn books are not among them."""
    app, calls = engine_down
    assert ids(asked(app, "emm", "/suggest"), "books") == ["emma", "emmeline"]
    assert len(calls) <= MOST_CALLS


def test_an_engine_that_is_silent_is_soon_asked_no_more(heard, monkeypatch):
    """59. Every customer is answered, and only the first few have waited for it."""
    with silent() as (url, calls):
        point_at(monkeypatch, url)
        for _ in range(3 * FAILURES):
            assert ids(asked(heard)) == ["emma"]
        assert len(calls) == FAILURES


def test_a_line_that_goes_silent_is_stood_in_for(heard, engine, monkeypatch):
    """59. On a connection that was good before, whose server stopped in the middle."""
    with Line(engine("opensearch").ports.opensearch) as line:
        point_at(monkeypatch, f"http://127.0.0.1:{line.port}")
        asked(heard)
        line.silence()
        assert ids(asked(heard)) == ["emma"]


@pytest.mark.parametrize("word", ["emma", "emmma", "97"])
def test_an_index_that_comes_and_goes_answers_whenever_it_is_there(shop, line, word):
    """59. Killed and started again: each time it is back, the very next customer is answered by it."""
    for _ in range(2 * FAILURES):
        line.refuse()
        assert asked(shop, word).body["degraded"] is True
        line.welcome()
        assert asked(shop, word).body["degraded"] is False


@pytest.fixture
def line(engine):
    with Line(engine("opensearch").ports.opensearch) as opened:
        yield opened


@pytest.fixture
def shop(app, line, monkeypatch):
    """A shop with one book, whose line to OpenSearch was used before."""
    from chalicelib import handlers
    from chalicelib.index import admin
    from chalicelib.settings import settings

    monkeypatch.setenv("OPENSEARCH_URL", f"http://127.0.0.1:{line.port}")
    settings.cache_clear()
    handlers.consume(queued(told("emma")), None)
    project(handlers)
    admin.shelves()._opensearch.indices.refresh(index="books-*")
    assert asked(app).body["items"][0]["book_id"] == "emma"
    return app


def project(events):
    from chalicelib.own_table import own_table

    events.project(streamed(*[item for item in own_table().scan() if item["sk"] == "BOOK"]), None)


@pytest.mark.parametrize("trouble", [Line.silence, Line.refuse])
def test_what_is_told_while_the_index_is_away_is_shown_by_the_same_batch_later(shop, line, monkeypatch, trouble):
    """59. The batch comes again by itself until the index has taken it; nothing is parked, and nobody has to repair
    anything. Meanwhile the book is found in the table."""
    from chalicelib import handlers
    from chalicelib.index import admin

    def wait(seconds):
        monkeypatch.setattr(admin, "PROJECTOR_SECONDS", seconds)
        admin.shelves.cache_clear()

    parked = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: parked.append)
    handlers.consume(queued(told("dracula", edition(SECOND))), None)
    trouble(line)
    wait(0.2)
    with pytest.raises((RetryBatch, Unavailable)):
        project(handlers)
    line.cut()
    line.welcome()
    wait(60.0)
    project(handlers)
    (found,) = handlers.drift({}, None)["views"]
    assert (found["books"], found["agrees"], parked) == (2, True, [])


def test_a_new_book_is_found_in_the_table_before_the_index_has_taken_it(app, monkeypatch):
    """59. Its terms are written first, whatever then becomes of the index."""
    from chalicelib import handlers
    from chalicelib.index import admin

    with refusing() as (url, _):
        point_at(monkeypatch, url)
        admin.shelves.cache_clear()
        handlers.consume(queued(told("dracula")), None)
        with pytest.raises((RetryBatch, Unavailable)):
            project(handlers)
        assert ids(asked(app, "drac")) == ["dracula"]
