"""The functions, called as Lambda calls them: what each is given, what it notes, and what it does about trouble."""

import pytest

from bookstore import correlation
from bookstore.messaging.stream_batches import RetryBatch
from tests.gateway import ask
from tests.recommendations.builders import NOON, order, told
from tests.recommendations.shop import BOOKS, bought_together, views
from tests.recommendations.streaming import Stream
from tests.shapes import TICK, changed, queued


def test_each_function_is_given_what_concerns_it_and_nothing_else(shop):
    with correlation.of("story-1"):
        shop.hear(told("emma"), order("emma"))
    assert shop.project() == (2, 1)


def test_the_way_of_an_order_is_traced(shop):
    with correlation.of("order-1"):
        shop.hear(told("emma"), order("emma", order_id="order-1"))
    shop.project()
    steps = ask(shop.app, "GET", "/trace", query={"correlation_id": "order-1"}).body["items"]
    assert {(step["kind"], step["name"], step["subject"]) for step in steps} == {
        ("event", "BookAdded", "book/emma"),
        ("event", "OrderPaid", "order/order-1"),
        ("view", "bestsellers", "book/emma"),
        ("view", "graph", "order/order-1"),
    }


def test_a_broken_message_comes_again_alone(shop):
    answer = shop.functions.consume(queued("{}", order("emma")), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}


def test_a_record_that_can_never_succeed_is_parked_whole_and_the_others_go_on(shop):
    shop.hear(*BOOKS, order("emma"))
    broken = changed(None, {"pk": "CUSTOMER#c-1", "sk": "OWNS#no-order"})
    shop.functions.project_graph({"Records": [broken, *shop.stream.new_for("ProjectGraph")]}, None)
    assert (len(shop.parked), "no-order" in shop.parked[0], shop.drift()["graph"]) == (1, True, 0)


def test_the_clock_remembers_the_lists_and_keeps_midnight_ready(shop, table):
    shop.hear(*BOOKS, order("emma"))
    shop.project()
    shop.functions.keep_lists(TICK, None)
    assert table.get("LIST#category/Fiction", "purchased")["windows"]["week"][0]["book_id"] == "emma"


def test_lists_that_redis_lost_are_exactly_there_again_a_minute_later(shop, lists, list_target):
    """60. After FLUSHALL."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    before = shop.top()
    lists.remove(list_target)
    shop.functions.keep_lists(TICK, None)
    views()._cache.clear()
    assert (shop.top(), shop.drift()["bestsellers"]) == (before, 0)
    lists.remove(views().get("bestsellers").serving)


def test_the_nightly_mending_repairs_what_somebody_broke(shop, lists, list_target, graph, graph_target):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    graph.forget(graph_target, "c-1")
    lists.place(list_target, _placed_wrongly(), NOON)
    assert shop.drift() == {"bestsellers": 1, "graph": 2}
    shop.functions.mend(TICK, None)
    assert (shop.drift(), shop.top()) == ({"bestsellers": 0, "graph": 0}, [("emma", 4), ("dracula", 4)])


def _placed_wrongly():
    from chalicelib.bestsellers.entries import Standing, placing
    from chalicelib.ledger.entry import Tally

    tally = Tally(9, 9)
    return placing(Standing("emma", "Fiction", True, tally, {NOON.date(): tally}, 1), NOON.date())


def test_while_an_engine_is_away_the_batch_comes_again(app, table, dynamodb, monkeypatch):
    from chalicelib import handlers

    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: pytest.fail)
    stream = Stream(table, dynamodb)
    handlers.consume(queued(*BOOKS, order("emma", "dracula")), None)
    table.put({"pk": "VIEW#bestsellers", "sk": "VIEW", "name": "bestsellers", "serving": "nobody-reads"})
    for function, name in ((handlers.project_lists, "ProjectLists"), (handlers.project_graph, "ProjectGraph")):
        with pytest.raises(RetryBatch):
            stream.deliver(function, name)
