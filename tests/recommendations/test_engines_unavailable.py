"""Redis or the graph dead or slow (case 60 of the faults): every route answers from the table, and the stream waits
without setting anything aside."""

import pytest

from bookstore.engines import FAILURES, Deadline, DeadlineExceeded, Timeout
from bookstore.errors import Unavailable
from chalicelib.bestsellers import leaderboard
from chalicelib.bestsellers.leaderboard import Leaderboard, connected
from chalicelib.bestsellers.redis_client import asking
from tests.gateway import READER, ask
from tests.line import Line
from tests.recommendations.builders import NOON, TODAY, order, told
from tests.recommendations.fakes import listed
from tests.recommendations.shop import whole

BRIEFLY = 0.2  # seconds: how long is no matter here, only that the wait ends


@pytest.fixture
def lines(redis_line, gremlin_line):
    return redis_line, gremlin_line


@pytest.fixture
def shop(app, lines, monkeypatch):
    """A shop with last lists, whose lines to both engines have been used before; it waits for neither for long."""
    redis, gremlin = lines
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{redis.port}/0")
    monkeypatch.setenv("GREMLIN_URL", f"ws://127.0.0.1:{gremlin.port}/gremlin")
    from bookstore.engines import circuit_breaker, read_seconds
    from chalicelib.bestsellers.snapshots import snapshots
    from chalicelib.books.repository import books
    from chalicelib.ledger import record_events
    from chalicelib.ledger.repository import ledger

    for book_id in ("emma", "dracula"):
        record_events.hear_book(told(book_id), books=books())
    record_events.hear_order(order("emma", customer=READER["sub"]), ledger=ledger())
    for scope in ("all", "category/Fiction"):
        snapshots().keep(scope, "purchased", {"week": listed("dracula"), "month": listed("dracula")})
    for route in ROUTES:
        asked(app, route)
    monkeypatch.setenv("ENGINE_READ_SECONDS", str(BRIEFLY))
    for cached in (read_seconds, circuit_breaker):
        cached.cache_clear()
    return app


ROUTES = {
    "/bestsellers": {},
    "/books/{book_id}/also-bought": {"path": {"book_id": "emma"}},
    "/also-bought": {"query": {"isbns": told("emma").editions[0].isbn}},
    "/recommendations": {"claims": READER},
}


def asked(app, route):
    return ask(app, "GET", route, **ROUTES[route])


def ids(answer):
    assert answer.status == 200, answer.body
    return [one["book"]["book_id"] for one in answer.body["items"]]


def silent_and_new(line):
    line.cut()
    line.silence()


def slow(line):
    line.delay = 10 * BRIEFLY


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("trouble", [Line.silence, silent_and_new, slow, Line.refuse])
def test_every_route_answers_from_the_table(shop, lines, route, trouble):
    """60. Dead, slow, or silent on a connection that was good or on a new one."""
    for line in lines:
        trouble(line)
    assert ids(asked(shop, route)) == ["dracula"]


@pytest.mark.parametrize("route", ROUTES)
def test_engines_that_come_and_go_cost_nobody_the_answer(shop, lines, route):
    """60. Flapping: whether the connection was cut, is silent or is there again."""
    for happens in (Line.silence, Line.cut) * 3:
        for line in lines:
            happens(line)
        assert asked(shop, route).status == 200


@pytest.mark.parametrize("route", ["/bestsellers", "/books/{book_id}/also-bought"])
def test_engines_that_are_silent_are_soon_asked_no_more(shop, lines, route):
    """60. Every customer is answered, and only the first few have waited."""
    for line in lines:
        silent_and_new(line)
    before = sum(line.opened for line in lines)
    for _ in range(3 * FAILURES):
        assert ids(asked(shop, route)) == ["dracula"]
    assert sum(line.opened for line in lines) == before + FAILURES


def test_a_list_of_a_category_in_which_nothing_was_sold_is_empty(shop, redis_line):
    """60. Without Redis the last lists say so: there are some, and none of this category."""
    redis_line.refuse()
    answer = ask(shop, "GET", "/bestsellers", query={"category": "Poetry"})
    assert (ids(answer), answer.body["updated_at"]) == ([], NOON.isoformat().replace("+00:00", "Z"))


def test_redis_that_comes_back_is_used_again(redis_line, list_target):
    lists = Leaderboard(lambda: connected(f"redis://127.0.0.1:{redis_line.port}/0"), Timeout(BRIEFLY))
    unhurried = Leaderboard(lambda: connected(f"redis://127.0.0.1:{redis_line.port}/0"), Timeout(60))
    whole(unhurried, list_target)
    redis_line.silence()
    with pytest.raises(Unavailable):
        lists.top(list_target, "all", "purchased", "week", TODAY)
    redis_line.cut()
    assert unhurried.top(list_target, "all", "purchased", "week", TODAY).items == ()


def test_a_connection_to_redis_is_as_patient_as_who_asks(redis_line):
    """One connection serves projectors and requests, and each request has other time left."""
    client = connected(f"redis://127.0.0.1:{redis_line.port}/0")
    waits = []
    for seconds in (50.0, 40.0):
        with asking(Timeout(seconds)):
            client.ping()
        (connection,) = client.connection_pool._available_connections
        waits.append(connection._sock.gettimeout())
    assert (waits, redis_line.opened) == ([50.0, 40.0], 1)


def test_a_request_whose_time_is_used_up_asks_no_engine(shop, lines):
    from chalicelib.also_bought import graph

    now = [0.0]
    deadline = Deadline(2.0, now=lambda: now[0])
    now[0] = 2.0
    for line in lines:
        line.cut()
    before = [line.opened for line in lines]
    with pytest.raises(DeadlineExceeded):
        graph.Readers(deadline).together("first", ["emma"], 9)
    with pytest.raises(DeadlineExceeded):
        leaderboard.Readers(deadline).top("first", "all", "purchased", "week", TODAY)
    assert [line.opened for line in lines] == before


def test_nothing_is_said_to_be_newer_than_it_is(shop, redis_line):
    redis_line.silence()
    answer = asked(shop, "/bestsellers")
    assert answer.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")
