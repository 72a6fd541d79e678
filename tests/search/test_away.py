"""OpenSearch dead, slow or coming and going (case 59 of the faults): readers are told within 300 ms, and nothing is
lost that was told meanwhile."""

import pytest

from bookstore.errors import Unavailable
from bookstore.streams import BringAgain
from tests.gateway import ask
from tests.line import Line
from tests.promptly import promptly
from tests.search.builders import edition, told
from tests.shapes import queued, streamed

SLOW = 2.0


@pytest.fixture
def line(engine):
    with Line(engine("opensearch").ports.opensearch) as opened:
        yield opened


@pytest.fixture
def shop(app, line, monkeypatch):
    """A shop with one book, whose line to OpenSearch was used before; it is as impatient as in earnest."""
    from chalicelib.index import connection, desk, shelves
    from chalicelib.settings import settings

    monkeypatch.setattr(shelves, "IMPATIENT", connection.PATIENT)
    monkeypatch.setenv("OPENSEARCH_URL", f"http://127.0.0.1:{line.port}")
    settings.cache_clear()
    show(told("emma"))
    shelves.shelves()._opensearch.indices.refresh(index="books-*")
    assert asked(app).body["items"][0]["book_id"] == "emma"
    monkeypatch.setattr(desk, "IMPATIENT", connection.IMPATIENT)
    return app


def show(*events):
    """What is told reaches the index."""
    from chalicelib import events as functions
    from chalicelib import store

    functions.consume(queued(*events), None)
    project(store.own_table())


def project(table):
    from chalicelib import events as functions

    functions.project(streamed(*[item for item in table.scan() if item["sk"] == "BOOK"]), None)


def asked(app, words="emma", resource="/search"):
    return ask(app, "GET", resource, query={"q": words})


def cut_off(line):
    line.__exit__()


def slow(line):
    line.delay = SLOW


def new_and_silent(line):
    line.cut()
    line.silence()


@pytest.mark.parametrize("trouble", [cut_off, slow, Line.silence, new_and_silent])
@pytest.mark.parametrize(("resource", "words"), [("/search", "emma"), ("/search", "emmma"), ("/suggest", "em")])
def test_a_reader_is_told_in_time_that_the_search_is_away(shop, line, trouble, resource, words):
    """59. Dead, slow by two seconds, or silent: a clear 503 within 300 ms, however many times words would be tried."""
    trouble(line)
    answer = promptly(lambda: asked(shop, words, resource))
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unavailable", "2")


def test_an_index_that_comes_and_goes_answers_whenever_it_is_there(shop, line, monkeypatch):
    """59. Flapping: each time it is back, the very next reader is answered."""
    for _ in range(3):
        line.silence()
        assert asked(shop).status == 503
        line.cut()
        with monkeypatch.context() as patient:  # the machine that tests is a busy one
            patient.setattr("chalicelib.index.desk.IMPATIENT", 10.0)
            assert asked(shop).status == 200


def test_what_is_told_while_the_index_is_away_is_shown_by_the_same_batch_later(shop, line, table, monkeypatch):
    """59. The batch comes again by itself until the index has taken it; nobody has to repair anything."""
    from chalicelib import events as functions
    from chalicelib.index import connection, shelves

    monkeypatch.setattr(shelves, "IMPATIENT", connection.IMPATIENT)
    shelves.shelves.cache_clear()
    functions.consume(queued(told("dracula", edition("9797000000024"))), None)
    line.silence()
    with pytest.raises((BringAgain, Unavailable)):
        project(table)
    line.cut()
    monkeypatch.setattr(shelves, "IMPATIENT", connection.PATIENT)
    shelves.shelves.cache_clear()
    project(table)
    (found,) = functions.drift({}, None)["views"]
    assert (found["books"], found["agrees"]) == (2, True)
