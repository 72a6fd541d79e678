"""OpenSearch down, slow, overloaded or sending nonsense (case 59 of the faults): customers get a simple list from the
table, and no event that arrives meanwhile is lost."""

import json

import pytest

from bookstore.engines import FAILURES
from bookstore.errors import Unavailable
from bookstore.events import BookWithdrawn
from bookstore.messaging.stream_batches import RetryBatch
from tests.flaky_proxy import FlakyProxy
from tests.gateway import send_request
from tests.lambda_events import sqs_event, stream_event
from tests.search.broken_engines import fixed_response, refused_connection, silent
from tests.search.builders import SECOND, book_added, edition

READ_SECONDS = "0.2"  # so that the tests are fast
BUSY_RESPONSES = {
    "responses": [{"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}}] * 5
}
REFUSED_RESPONSES = {"responses": [{"status": 400, "error": {"type": "parsing_exception", "reason": "too many"}}] * 5}
ENGINES = {
    "refuses connections": refused_connection,
    "is silent": silent,
    "is overloaded": lambda: fixed_response(429, b'{"error": {"type": "rejected"}}'),
    "has no shards": lambda: fixed_response(503, b'{"error": {"type": "unavailable"}}'),
    "has failed": lambda: fixed_response(500, b"Internal Server Error"),
    "is overloaded in part": lambda: fixed_response(200, json.dumps(BUSY_RESPONSES).encode()),
    "refuses the request": lambda: fixed_response(200, json.dumps(REFUSED_RESPONSES).encode()),
    "has lost its index": lambda: fixed_response(404, b'{"error": {"type": "index_not_found_exception"}}'),
    "sends a page": lambda: fixed_response(200, b"<html>Bad gateway</html>"),
    "sends an incomplete response": lambda: fixed_response(200, b'{"responses": [{"hits": {}}]}'),
    "sends a list": lambda: fixed_response(200, b"[1, 2]"),
}
MAX_CALLS = 7  # of one request: it searches twice at most, and retries while the engine is overloaded


@pytest.fixture
def app_with_terms(app, table):
    """The app with some books and their terms in the table, and none in the index."""
    from chalicelib import handlers
    from chalicelib.books.repository import book_repository
    from chalicelib.books.term_repository import term_repository
    from chalicelib.index import self_heal

    withdrawn = book_added("emma-gone", edition("9797000000031"), title="Emma, Withdrawn")
    ebook = edition(SECOND, format="ebook", price=399)
    handlers.consume(
        sqs_event(book_added("emma"), book_added("emmeline", ebook), book_added("dracula"), withdrawn), None
    )
    handlers.consume(sqs_event(BookWithdrawn(**withdrawn_fields(withdrawn))), None)
    self_heal.backfill_terms(books=book_repository(), terms=term_repository())
    return app


def withdrawn_fields(book):
    return {name: getattr(book, name) for name in book.__struct_fields__} | {"version": 2, "withdrawn": True}


def use_engine(monkeypatch, url):
    from bookstore.engines import circuit_breaker, read_seconds
    from chalicelib.index import connection
    from chalicelib.settings import settings

    monkeypatch.setenv("OPENSEARCH_URL", url)
    monkeypatch.setenv("ENGINE_READ_SECONDS", READ_SECONDS)
    for cached in (settings, read_seconds, circuit_breaker, connection.connection):
        cached.cache_clear()


@pytest.fixture(params=ENGINES)
def engine_down(request, app_with_terms, monkeypatch):
    """The app with a broken engine, and the calls to it."""
    with ENGINES[request.param]() as (url, calls):
        use_engine(monkeypatch, url)
        yield app_with_terms, calls


def search(app, words="emma", resource="/search", **query):
    return send_request(app, "GET", resource, query={"q": words, **query})


def ids(response, name="items"):
    assert response.status == 200, response.body
    assert response.body["degraded"] is True
    return [book["book_id"] for book in response.body[name]]


def test_a_search_is_answered_from_the_table(engine_down):
    """59. The visible books whose names have all the words, the notice that it is a simple list, and few calls."""
    app, calls = engine_down
    response = search(app, "ÉMM austen")
    assert ids(response) == ["emma", "emmeline"]
    assert response.body["total"] == 2
    assert response.body["pages"] == 1
    assert "titles and authors only" in response.body["notice"]
    assert len(calls) <= MAX_CALLS


def test_suggestions_are_titles_from_the_table(engine_down):
    """59. Withdrawn books are not among them."""
    app, calls = engine_down
    assert ids(search(app, "emm", "/suggest"), "books") == ["emma", "emmeline"]
    assert len(calls) <= MAX_CALLS


def test_a_silent_engine_is_soon_called_no_more(app_with_terms, monkeypatch):
    """59. Every customer is answered, and only the first few have waited for it."""
    with silent() as (url, calls):
        use_engine(monkeypatch, url)
        for _ in range(3 * FAILURES):
            assert ids(search(app_with_terms)) == ["emma"]
        assert len(calls) == FAILURES


def test_a_connection_that_becomes_silent_is_answered_from_the_table(app_with_terms, engine, monkeypatch):
    """59. On a connection that worked before, whose server stopped responding."""
    with FlakyProxy(engine("opensearch").ports.opensearch) as proxy:
        use_engine(monkeypatch, f"http://127.0.0.1:{proxy.port}")
        search(app_with_terms)
        proxy.stall()
        assert ids(search(app_with_terms)) == ["emma"]


@pytest.mark.parametrize("word", ["emma", "emmma", "97"])
def test_an_engine_that_comes_and_goes_answers_whenever_it_is_up(shop, proxy, word):
    """59. Killed and restarted: each time it is up, it answers the very next customer."""
    for _ in range(2 * FAILURES):
        proxy.stop_listening()
        assert search(shop, word).body["degraded"] is True
        proxy.resume_listening()
        assert search(shop, word).body["degraded"] is False


@pytest.fixture
def proxy(engine):
    with FlakyProxy(engine("opensearch").ports.opensearch) as opened:
        yield opened


@pytest.fixture
def shop(app, proxy, monkeypatch):
    """The app with one indexed book, whose connection to OpenSearch was used before."""
    from chalicelib import handlers
    from chalicelib.index import admin
    from chalicelib.settings import settings

    monkeypatch.setenv("OPENSEARCH_URL", f"http://127.0.0.1:{proxy.port}")
    settings.cache_clear()
    handlers.consume(sqs_event(book_added("emma")), None)
    project(handlers)
    admin.projector_admin()._opensearch.indices.refresh(index="books-*")
    assert search(app).body["items"][0]["book_id"] == "emma"
    return app


def project(handlers):
    from chalicelib.own_table import own_table

    handlers.project(stream_event(*[item for item in own_table().scan() if item["sk"] == "BOOK"]), None)


@pytest.mark.parametrize("fail", [FlakyProxy.stall, FlakyProxy.stop_listening])
def test_changes_during_an_outage_are_projected_by_a_retry_of_the_batch(shop, proxy, monkeypatch, fail):
    """59. Nothing is parked, and nothing has to be repaired."""
    from chalicelib import handlers
    from chalicelib.index import admin

    def set_timeout(seconds):
        monkeypatch.setattr(admin, "PROJECTOR_SECONDS", seconds)
        admin.projector_admin.cache_clear()

    parked = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: parked.append)
    handlers.consume(sqs_event(book_added("dracula", edition(SECOND))), None)
    fail(proxy)
    set_timeout(0.2)
    with pytest.raises((RetryBatch, Unavailable)):
        project(handlers)
    proxy.drop_connections()
    proxy.resume_listening()
    set_timeout(60.0)
    project(handlers)
    (drift,) = handlers.drift({}, None)["views"]
    assert drift["books"] == 2
    assert drift["agrees"] is True
    assert parked == []


def test_a_new_book_is_found_in_the_table_before_it_is_indexed(app, monkeypatch):
    """59. Its terms are written first, whatever then happens to the index."""
    from chalicelib import handlers
    from chalicelib.index import admin

    with refused_connection() as (url, _):
        use_engine(monkeypatch, url)
        admin.projector_admin.cache_clear()
        handlers.consume(sqs_event(book_added("dracula")), None)
        with pytest.raises((RetryBatch, Unavailable)):
            project(handlers)
        assert ids(search(app, "drac")) == ["dracula"]
