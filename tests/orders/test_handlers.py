"""The functions beside the routes, called as Lambda calls them."""

import pytest
from msgspec import json

from bookstore.events import BookWithdrawn, OrderPaid, OrderShipped
from bookstore.messaging.publisher import EventBus
from tests.fakes import FakeEvents
from tests.lambda_events import SCHEDULED_EVENT, stream_event, stream_record
from tests.orders.counter import EMMA, FILE, PERSUASION, book, functions, line, published

PAST = {
    "order_id": "01HQ000000000000000000000A",
    "customer": "reader-1",
    "placed_at": "2026-10-01T10:00:00Z",
    "paid_at": "2026-10-01T10:01:00Z",
    "delivered_at": "2026-10-04T09:00:00Z",
    "lines": [{"isbn": EMMA, "book_id": f"book-{EMMA}", "quantity": 2, "unit_price": 900}],
}


@pytest.fixture
def bus(app, monkeypatch):
    client = FakeEvents()
    monkeypatch.setattr("bookstore.messaging.handlers.event_bus", lambda name: EventBus(name, client))
    return client


def sent(bus):
    return [json.decode(entry["Detail"]) for request in bus.requests for entry in request]


def test_an_older_word_of_the_catalog_changes_no_price(counter):
    counter.consume(book(version=2, price=1200), book(version=1, price=1000))
    assert counter.table.get(f"STOCK#{EMMA}", "STOCK")["price"] == 1200


def test_a_price_that_changes_leaves_the_copies_alone(counter):
    counter.add_book(copies=7)
    counter.consume(book(version=2, price=1200))
    assert counter.available() == 6 + 1
    assert counter.place(line(price=1200)).status == 201


def test_an_edition_that_a_book_has_lost_is_no_longer_sold(counter):
    counter.add_book()
    counter.consume(book(PERSUASION, version=2, book_id=f"book-{EMMA}"))
    assert counter.place().code == "unavailable"


def test_a_withdrawn_book_is_no_longer_sold(counter):
    from msgspec import structs

    counter.add_book()
    counter.consume(BookWithdrawn(**structs.asdict(book(version=2, withdrawn=True))))
    assert counter.place().code == "unavailable"


def test_a_receipt_is_written_once_however_often_the_event_comes(counter, post):
    counter.add_book()
    order_id = counter.paid()
    counter.consume(published(OrderPaid, order_id), published(OrderPaid, order_id))
    counter.consume(published(OrderPaid, order_id))
    assert post.sent == [(["reader@bookstore.example"], "Your Catchword order is confirmed")]


def test_a_letter_the_post_did_not_take_is_written_when_the_event_comes_again(counter, post):
    counter.add_book()
    order_id = counter.paid()
    post.failures = 1
    answer = counter.consume(published(OrderPaid, order_id))
    assert answer["batchItemFailures"] == [{"itemIdentifier": "message-0"}]
    assert post.sent == []
    counter.consume(published(OrderPaid, order_id))
    assert len(post.sent) == 1


def test_a_reader_hears_of_the_parcel_too(counter, post):
    counter.add_book()
    order_id = counter.paid()
    shipped_text = {"carrier": "Royal Mail", "tracking": "RM 1"}
    counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, shipped_text)
    counter.consume(published(OrderShipped, order_id, version=3))
    assert [subject for _, subject in post.sent] == ["Your Catchword order is confirmed", "Your order has been shipped"]


def stock(available, version):
    edition = {
        "isbn": EMMA,
        "book_id": "emma",
        "title": "Emma",
        "format": "paperback",
        "price": 1000,
        "currency": "GBP",
    }
    keys = {"pk": f"STOCK#{EMMA}", "sk": "STOCK", "correlation_id": "order-1"}
    return {**keys, **edition, "available": available, "stock_version": version}


@pytest.mark.parametrize(("before", "after", "expected"), [(6, 5, [("low", 5)]), (50, 49, [])])
def test_the_relay_tells_what_a_shopper_sees_differently(bus, before, after, expected):
    functions().relay({"Records": [stream_record(stock(before, 3), stock(after, 4))]}, None)
    assert [(event["data"]["availability"], event["data"].get("left")) for event in sent(bus)] == expected


def test_the_relay_brings_an_order_to_the_bus_under_its_own_id(counter, bus):
    counter.add_book()
    order_id = counter.place().body["order_id"]
    waiting = [item for item in counter.table.scan() if item["pk"].startswith("OUTBOX#")]
    functions().relay(stream_event(*waiting), None)
    (event,) = sent(bus)
    assert event["type"] == "OrderPlaced"
    assert event["correlationid"] == order_id
    assert counter.outbox_events() == []


def test_the_sweep_leaves_what_the_stream_will_still_bring(counter, bus):
    counter.add_book()
    counter.place()
    functions().sweep(SCHEDULED_EVENT, None)
    assert sent(bus) == []
    assert counter.outbox_events() == ["OrderPlaced"]


def test_a_past_is_imported_once_with_its_own_times(counter, bus):
    counter.add_book()
    answers = [functions().import_orders({"orders": [PAST]}, None) for _ in range(2)]
    assert answers == [{"imported": 1, "known": 0, "closed": 0}, {"imported": 0, "known": 1, "closed": 0}]
    (waiting,) = [item for item in counter.table.scan() if item["pk"].startswith("OUTBOX#")]
    event = json.decode(waiting["detail"])
    assert event["type"] == "OrderDelivered"
    assert event["time"] == "2026-10-04T09:00:00Z"
    assert event["data"]["paid_at"] == "2026-10-01T10:01:00Z"


def test_a_past_moves_no_stock_no_money_and_writes_no_letter(counter, post):
    counter.add_book()
    functions().import_orders({"orders": [PAST]}, None)
    counter.consume(published(OrderPaid, PAST["order_id"]))
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert counter.available() == 5
    assert counter.intents() == []
    assert post.sent == []


def test_a_reader_sees_the_past_as_one_of_the_own_orders(counter):
    counter.add_book(FILE)
    functions().import_orders({"orders": [PAST]}, None)
    order = counter.order(PAST["order_id"])
    assert order["status"] == "delivered"
    assert order["payment"] == "imported"
    assert order["totals"]["total"] == 1800


@pytest.mark.parametrize(("field", "value"), [("order_id", "1"), ("paid_at", "yesterday"), ("lines", [])])
def test_a_past_order_that_breaks_a_rule_is_refused_whole(counter, field, value):
    from bookstore.errors import Invalid

    with pytest.raises(Invalid, match=field):
        functions().import_orders(
            {"orders": [PAST, PAST | {"order_id": "01HQ000000000000000000000B", field: value}]}, None
        )
    assert counter.outbox_events() == []


@pytest.mark.parametrize("field", ["placed_at", "paid_at", "shipped_at", "delivered_at", "cancelled_at"])
def test_a_past_order_of_the_future_is_refused_whole(counter, field):
    from bookstore.errors import Invalid

    with pytest.raises(Invalid) as refused:
        functions().import_orders({"orders": [PAST, PAST | {field: "2099-01-01T00:00:00Z"}]}, None)
    assert refused.value.details == {"field": f"orders[1].{field}", "rule": "in the past"}
    assert counter.outbox_events() == []
