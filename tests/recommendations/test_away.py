"""Redis or the graph does not answer: readers are answered within 300 ms all the same."""

import time

import pytest

from bookstore.errors import Unavailable
from chalicelib.leaderboard import READER_SECONDS, Leaderboard, connected
from tests.gateway import READER, ask
from tests.line import Line
from tests.promptly import promptly
from tests.recommendations.builders import NOON, TODAY, order, told
from tests.recommendations.fakes import listed
from tests.recommendations.shop import whole


@pytest.fixture
def redis_line(engine):
    with Line(engine("valkey").ports.valkey) as opened:
        yield opened


@pytest.fixture
def gremlin_line(engine):
    with Line(engine("gremlin").ports.gremlin) as opened:
        yield opened


@pytest.fixture
def shop(app, redis_line, gremlin_line, monkeypatch):
    """A shop with last lists, whose lines to both engines have been used before."""
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{redis_line.port}/0")
    monkeypatch.setenv("GREMLIN_URL", f"ws://127.0.0.1:{gremlin_line.port}/gremlin")
    from chalicelib.actions import hearing
    from chalicelib.store.books import books
    from chalicelib.store.ledger import ledger
    from chalicelib.store.snapshots import snapshots

    for book_id in ("emma", "dracula"):
        hearing.hear_book(told(book_id), books=books())
    hearing.hear_order(order("emma", customer=READER["sub"]), ledger=ledger())
    for scope in ("all", "category/Fiction"):
        snapshots().keep(scope, "purchased", {"week": listed("dracula"), "month": listed("dracula")})
    for route, asked in ROUTES.items():
        ask(app, "GET", route, **asked)
    return app


ROUTES = {
    "/bestsellers": {},
    "/books/{book_id}/also-bought": {"path": {"book_id": "emma"}},
    "/recommendations": {"claims": READER},
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("how", ["silent", "silent and new", "gone"])
def test_every_route_answers_in_time_from_the_table(shop, redis_line, gremlin_line, route, how):
    """60. Dead, or silent on a connection that was good, or on a new one."""
    for line in (redis_line, gremlin_line):
        if how != "silent":
            line.cut()
        line.silence() if how != "gone" else line.__exit__()
    answer = promptly(lambda: ask(shop, "GET", route, **ROUTES[route]))
    assert (answer.status, [one["book"]["book_id"] for one in answer.body["items"]]) == (200, ["dracula"])


@pytest.mark.parametrize("route", ROUTES)
def test_engines_that_come_and_go_keep_nobody_waiting(shop, redis_line, gremlin_line, route):
    """60. Flapping: whether the connection was cut, is silent or is there again, the answer comes in time."""
    lines = (redis_line, gremlin_line)
    for happens in (Line.silence, Line.cut) * 3:
        for line in lines:
            happens(line)
        assert promptly(lambda: ask(shop, "GET", route, **ROUTES[route])).status == 200


def test_redis_that_comes_back_is_used_again(redis_line, list_target):
    lists = Leaderboard(lambda: connected(f"redis://127.0.0.1:{redis_line.port}/0", READER_SECONDS))
    whole(lists, list_target)
    redis_line.silence()
    with pytest.raises(Unavailable):
        lists.top(list_target, "all", "purchased", "week", TODAY)
    redis_line.cut()
    assert lists.top(list_target, "all", "purchased", "week", TODAY).items == ()


def test_a_batch_waits_for_an_engine_once_and_not_for_each_record(shop, redis_line, table):
    from bookstore.streams import BringAgain
    from chalicelib import events
    from tests.shapes import streamed

    books = [{"pk": f"BOOK#book-{n}", "sk": "BOOK", "doc_version": 1} for n in range(10)]
    table.put({"pk": "VIEW#bestsellers", "sk": "VIEW", "name": "bestsellers", "serving": "nobody-reads"})
    redis_line.silence()
    began = time.perf_counter()
    with pytest.raises(BringAgain, match="10 records"):
        events.project_lists(streamed(*books), None)
    assert time.perf_counter() - began < 5 * READER_SECONDS


def test_nothing_is_said_to_be_newer_than_it_is(shop, redis_line):
    redis_line.silence()
    answer = ask(shop, "GET", "/bestsellers")
    assert answer.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")
