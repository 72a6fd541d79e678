"""OpenSearch dead, slow or coming and going (cases 55 to 59 of the faults): readers are told within 300 ms, and nothing
that was told meanwhile is lost."""

import time

import pytest

from bookstore.errors import Unavailable
from bookstore.streams import BringAgain
from chalicelib.index.shelves import Shelves
from chalicelib.model.view import View
from tests.gateway import ask
from tests.recommendations.line import Line
from tests.search.builders import doc, edition, told
from tests.shapes import queued, streamed

IN_TIME, SLOW = 0.3, 2.0


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
    assert timed(app)[0].body["items"][0]["book_id"] == "emma"
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


def timed(app, words="emma", resource="/search"):
    began = time.perf_counter()
    answer = ask(app, "GET", resource, query={"q": words})
    return answer, time.perf_counter() - began


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
    answer, took = timed(shop, words, resource)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unavailable", "2")
    assert took < IN_TIME


def test_an_index_that_comes_and_goes_answers_whenever_it_is_there(shop, line, monkeypatch):
    """59. Flapping: each time it is back, the very next reader is answered."""
    for _ in range(3):
        line.silence()
        assert timed(shop)[0].status == 503
        line.cut()
        with monkeypatch.context() as patient:  # the machine that tests is a busy one
            patient.setattr("chalicelib.index.desk.IMPATIENT", 10.0)
            assert timed(shop)[0].status == 200


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


@pytest.fixture
def index(stage, opensearch):
    shelves = Shelves(f"books-{stage}", opensearch)
    shelves.create(shelves.name(1), answering=True)
    return shelves


def test_an_older_version_that_comes_late_changes_nothing(index):
    """55. Version 2, then 1: the index holds 2, and the refusal counts as success."""
    target = index.name(1)
    assert index.write(target, [doc("emma", version=2)]) == {}
    assert index.write(target, [doc("emma", version=1)]) == {}
    assert index.versions(target) == {"emma": 2}


def test_a_withdrawn_book_stays_hidden_however_late_an_older_word_comes(index, opensearch, stage):
    """56. There is no tombstone to forget: the document stays, with its version, and is not shown."""
    target = index.name(1)
    index.write(target, [doc("emma", version=3, withdrawn=True)])
    index.write(target, [doc("emma", version=2)])
    opensearch.indices.refresh(index=target)
    assert opensearch.count(index=f"books-{stage}")["count"] == 0


class Busy:
    """Takes the first document and is too busy for the second."""

    def bulk(self, **_):
        taken = {"index": {"_id": "emma", "status": 201}}
        return {"items": [taken, {"index": {"_id": "dracula", "status": 429, "error": {"type": "rejected"}}}]}


def test_a_bulk_that_was_taken_in_part_comes_again(index):
    """57. A 200 with one 429 inside is no success; what was taken already is old news the next time."""
    with pytest.raises(Unavailable):
        Shelves("books-busy", Busy()).write("books-busy-1", [doc("emma"), doc("dracula")])


def test_a_rebuild_never_leaves_readers_without_an_index(index, opensearch, stage):
    """58. The alias moves in one step from a full index to a full index; the old one is there until then."""
    from chalicelib.actions import rebuilding
    from tests.search.builders import book
    from tests.search.fakes import FakeBooks, FakeViews

    seen = []
    answer_with = index.answer_with
    index.answer_with = lambda target: (seen.append(opensearch.count(index=target)["count"]), answer_with(target))
    views = FakeViews(View(1, (index.name(1),)))
    rebuilding.rebuild(books=FakeBooks([book("emma"), book("dracula")]), index=index, views=views)
    assert (index.answering(), opensearch.count(index=f"books-{stage}")["count"]) == (index.name(2), 2)
    assert index.versions(index.name(1)) == {}
