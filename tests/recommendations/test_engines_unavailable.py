"""Redis or the graph dead or slow (case 60 of the faults): every route answers from the table."""

import pytest

from bookstore.engines import FAILURES, Deadline, DeadlineExceeded, Timeout
from bookstore.errors import Unavailable
from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis
from chalicelib.bestsellers.redis_client import open_redis
from tests.flaky_proxy import FlakyProxy
from tests.gateway import CUSTOMER, send_request
from tests.recommendations.builders import NOON, TODAY, book_event, order
from tests.recommendations.fakes import top_list
from tests.recommendations.shop import create_complete

BRIEFLY = 0.2  # seconds: how long is no matter here, only that the wait ends


@pytest.fixture
def lines(redis_line, gremlin_line):
    return redis_line, gremlin_line


@pytest.fixture
def shop(app, lines, monkeypatch):
    """A shop with snapshots, whose lines to both engines have been used before; it waits for neither for long."""
    redis, gremlin = lines
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{redis.port}/0")
    monkeypatch.setenv("GREMLIN_URL", f"ws://127.0.0.1:{gremlin.port}/gremlin")
    from bookstore.engines import circuit_breaker, read_seconds
    from chalicelib.bestsellers.snapshots import snapshot_repository
    from chalicelib.books.repository import book_repository
    from chalicelib.ledger import record_events
    from chalicelib.ledger.repository import ledger_repository

    for book_id in ("emma", "dracula"):
        record_events.on_book_changed(book_event(book_id), books=book_repository())
    record_events.on_order_changed(order("emma", customer=CUSTOMER["sub"]), ledger=ledger_repository())
    for scope in ("all", "category/Fiction"):
        lists = {"week": top_list("dracula"), "month": top_list("dracula")}
        snapshot_repository().save(scope, "purchased", lists)
    for route in ROUTES:
        request(app, route)
    monkeypatch.setenv("ENGINE_READ_SECONDS", str(BRIEFLY))
    for cached in (read_seconds, circuit_breaker):
        cached.cache_clear()
    return app


ROUTES = {
    "/bestsellers": {},
    "/books/{book_id}/also-bought": {"path": {"book_id": "emma"}},
    "/also-bought": {"query": {"isbns": book_event("emma").editions[0].isbn}},
    "/recommendations": {"claims": CUSTOMER},
}


def request(app, route):
    return send_request(app, "GET", route, **ROUTES[route])


def ids(response):
    assert response.status == 200, response.body
    return [one["book"]["book_id"] for one in response.body["items"]]


def silent_and_new(line):
    line.drop_connections()
    line.stall()


def slow(line):
    line.delay = 10 * BRIEFLY


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("fault", [FlakyProxy.stall, silent_and_new, slow, FlakyProxy.stop_listening])
def test_every_route_answers_from_the_table(shop, lines, route, fault):
    """60. Dead, slow, or silent on a connection that was good or on a new one."""
    for line in lines:
        fault(line)
    assert ids(request(shop, route)) == ["dracula"]


@pytest.mark.parametrize("route", ROUTES)
def test_engines_that_come_and_go_fail_no_request(shop, lines, route):
    """60. Flapping: whether the connection was cut, is silent or is there again."""
    for fault in (FlakyProxy.stall, FlakyProxy.drop_connections) * 3:
        for line in lines:
            fault(line)
        assert request(shop, route).status == 200


@pytest.mark.parametrize("route", ["/bestsellers", "/books/{book_id}/also-bought"])
def test_engines_that_are_silent_are_soon_called_no_more(shop, lines, route):
    """60. Every customer gets a response, and only the first few have waited."""
    for line in lines:
        silent_and_new(line)
    before = sum(line.connection_count for line in lines)
    for _ in range(3 * FAILURES):
        assert ids(request(shop, route)) == ["dracula"]
    assert sum(line.connection_count for line in lines) == before + FAILURES


def test_a_list_of_a_category_in_which_nothing_was_sold_is_empty(shop, redis_line):
    """60. Without Redis the snapshots show it: there are some, and none of this category."""
    redis_line.stop_listening()
    response = send_request(shop, "GET", "/bestsellers", query={"category": "Poetry"})
    assert ids(response) == []
    assert response.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")


def test_redis_that_comes_back_is_used_again(redis_line, list_target):
    url = f"redis://127.0.0.1:{redis_line.port}/0"
    lists = RedisLeaderboard(lambda: connect_redis(url), Timeout(BRIEFLY))
    unhurried = RedisLeaderboard(lambda: connect_redis(url), Timeout(60))
    create_complete(unhurried, list_target)
    redis_line.stall()
    with pytest.raises(Unavailable):
        lists.load_top(list_target, "all", "purchased", "week", TODAY)
    redis_line.drop_connections()
    assert unhurried.load_top(list_target, "all", "purchased", "week", TODAY).items == ()


def test_a_connection_to_redis_has_the_time_limit_of_its_caller(redis_line):
    """One connection serves projectors and requests, and each request has other time left."""
    client = connect_redis(f"redis://127.0.0.1:{redis_line.port}/0")
    timeouts = []
    for seconds in (50.0, 40.0):
        with open_redis(lambda: client, Timeout(seconds)) as redis:
            redis.ping()
        (connection,) = client.connection_pool._available_connections
        timeouts.append(connection._sock.gettimeout())
    assert timeouts == [50.0, 40.0]
    assert redis_line.connection_count == 1


def test_a_request_whose_time_is_used_up_calls_no_engine(shop, lines):
    from chalicelib.also_bought.graph import RequestGraph
    from chalicelib.bestsellers.leaderboard import RequestLists

    now = [0.0]
    deadline = Deadline(2.0, now=lambda: now[0])
    now[0] = 2.0
    for line in lines:
        line.drop_connections()
    before = [line.connection_count for line in lines]
    with pytest.raises(DeadlineExceeded):
        RequestGraph(deadline).load_common_customers("first", ["emma"], 9)
    with pytest.raises(DeadlineExceeded):
        RequestLists(deadline).load_top("first", "all", "purchased", "week", TODAY)
    assert [line.connection_count for line in lines] == before


def test_a_snapshot_keeps_the_time_at_which_it_was_updated(shop, redis_line):
    redis_line.stall()
    response = request(shop, "/bestsellers")
    assert response.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")
