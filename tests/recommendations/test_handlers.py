"""The Lambda functions, called as Lambda calls them: what each receives, traces, and does about failures."""

import pytest

from bookstore import correlation
from bookstore.messaging.stream_batches import RetryBatch
from tests.documented_commands import documented_invocations
from tests.gateway import send_request
from tests.lambda_events import SCHEDULED_EVENT, sqs_event, stream_record
from tests.recommendations.builders import NOON, book_event, order
from tests.recommendations.shop import BOOKS, orders_of
from tests.recommendations.streaming import Stream


def test_each_function_receives_what_concerns_it_and_nothing_else(shop):
    with correlation.of("correlation-1"):
        shop.consume(book_event("emma"), order("emma"))
    assert shop.project() == (2, 1)


def test_the_steps_of_an_order_are_traced(shop):
    with correlation.of("order-1"):
        shop.consume(book_event("emma"), order("emma", order_id="order-1"))
    shop.project()
    steps = send_request(shop.app, "GET", "/trace", query={"correlation_id": "order-1"}).body["items"]
    assert {(step["kind"], step["name"], step["subject"]) for step in steps} == {
        ("event", "BookAdded", "book/emma"),
        ("event", "OrderPaid", "order/order-1"),
        ("view", "bestsellers", "book/emma"),
        ("view", "graph", "order/order-1"),
    }


def test_a_broken_message_is_retried_alone(shop):
    response = shop.functions.consume(sqs_event("{}", order("emma")), None)
    assert response == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}


def test_a_record_that_can_never_succeed_is_parked_and_the_others_go_on(shop):
    shop.consume(*BOOKS, order("emma"))
    broken = stream_record(None, {"pk": "CUSTOMER#c-1", "sk": "OWNS#no-order"})
    shop.functions.project_graph({"Records": [broken, *shop.stream.new_for("ProjectGraph")]}, None)
    assert len(shop.parked) == 1
    assert "no-order" in shop.parked[0]
    assert shop.drift()["graph"] == 0


def test_each_minute_snapshots_of_the_lists_are_saved(shop, table):
    shop.consume(*BOOKS, order("emma"))
    shop.project()
    shop.functions.heal_bestsellers(SCHEDULED_EVENT, None)
    assert table.get("LIST#category/Fiction", "purchased")["windows"]["week"][0]["book_id"] == "emma"


def test_lists_that_redis_lost_are_exactly_there_again_a_minute_later(shop, lists, list_target):
    """60. After FLUSHALL."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    before = shop.top()
    lists.remove(list_target)
    shop.functions.heal_bestsellers(SCHEDULED_EVENT, None)
    shop.read_models._cache.clear()
    assert shop.top() == before
    assert shop.drift()["bestsellers"] == 0
    lists.remove(shop.read_models.get("bestsellers").serving)


def test_the_nightly_repair_corrects_what_somebody_broke(shop, lists, list_target, graph, graph_target):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    graph.delete_customer(graph_target, "c-1")
    lists.save(list_target, _wrong_placement(), NOON)
    assert shop.drift() == {"bestsellers": 1, "graph": 2}
    shop.functions.nightly_repair(SCHEDULED_EVENT, None)
    assert shop.drift() == {"bestsellers": 0, "graph": 0}
    assert shop.top() == [("emma", 4), ("dracula", 4)]


def _wrong_placement():
    from chalicelib.bestsellers.entries import to_placement
    from chalicelib.ledger.entry import BookTotals, Counts

    counts = Counts(9, 9)
    return to_placement(BookTotals("emma", "Fiction", True, counts, {NOON.date(): counts}, 1), NOON.date())


def test_while_an_engine_is_unavailable_the_batch_is_retried(app, table, dynamodb, monkeypatch):
    from chalicelib import handlers

    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: pytest.fail)
    stream = Stream(table, dynamodb)
    handlers.consume(sqs_event(*BOOKS, order("emma", "dracula")), None)
    table.put({"pk": "VIEW#bestsellers", "sk": "VIEW", "name": "bestsellers", "serving": "unused"})
    for function, name in ((handlers.project_bestsellers, "ProjectLists"), (handlers.project_graph, "ProjectGraph")):
        with pytest.raises(RetryBatch):
            stream.deliver(function, name)


@pytest.mark.parametrize(
    ("function", "payload"),
    [
        *documented_invocations("recommendations"),
        *((name, {}) for name in ("keep_lists", "keep_graph", "mend", "rebuild", "drift")),
    ],
)
def test_a_function_can_be_invoked_by_hand(shop, function, payload):
    shop.app.handler_map[function](payload, None)
