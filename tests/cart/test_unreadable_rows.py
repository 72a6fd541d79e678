"""What another release of the shop wrote, and this one cannot read, closes nobody's cart."""

import json

import pytest

from bookstore.messaging.envelope import pack
from tests.cart.builders import ISBN, SECOND, book_added, edition, stock_changed
from tests.cart.test_routes import create_cart, get_cart, put_line
from tests.lambda_events import eventbridge_body, sqs_event


@pytest.fixture
def two_prices(app):
    consume(book_added(edition(), edition(SECOND)), stock_changed(), stock_changed(isbn=SECOND))


def consume(*events):
    from chalicelib import handlers

    return handlers.consume(sqs_event(*events), None)["batchItemFailures"]


def event_of_a_newer_release(change) -> str:
    """Return a book's event after `change` has changed its first edition as JSON."""
    event = book_added(edition(price=1299), version=2)
    envelope = json.loads(pack(event))
    change(envelope["data"]["editions"][0])
    return eventbridge_body(json.dumps(envelope), event.source, event.name())


def shown(app, cart_id):
    return {line["isbn"]: line for line in get_cart(app, cart_id).body["lines"]}


def test_a_price_that_cannot_be_read_hides_its_line_and_no_other(app, two_prices, table, caplog):
    cart_id = create_cart(app)
    for isbn in (ISBN, SECOND):
        put_line(app, cart_id, isbn=isbn)
    table.update(f"ISBN#{ISBN}", "PRICE", sets={"catalog.format": "hologram"})
    assert set(shown(app, cart_id)) == {SECOND}
    assert "row unreadable" in [record.message for record in caplog.records]
    assert put_line(app, cart_id, isbn=ISBN).status == 404


def test_a_line_that_cannot_be_read_is_left_out_and_stays_stored(app, two_prices, table):
    cart_id = create_cart(app)
    for isbn in (ISBN, SECOND):
        put_line(app, cart_id, isbn=isbn)
    table.update(f"CART#{cart_id}", "CART", sets={f"lines.{ISBN}.quantity": "many"})
    assert set(shown(app, cart_id)) == {SECOND}
    assert put_line(app, cart_id, {"quantity": 3, "price_seen": 999}, isbn=SECOND).status == 200
    assert set(table.get(f"CART#{cart_id}", "CART")["lines"]) == {ISBN, SECOND}


def test_fields_that_a_newer_release_added_are_ignored(app, two_prices):
    assert consume(event_of_a_newer_release(lambda first: first.update(scent="old paper"))) == []
    cart_id = create_cart(app)
    put_line(app, cart_id)
    assert shown(app, cart_id)[ISBN]["price"] == 1299


def test_an_event_with_a_value_that_a_newer_release_added_fails_alone(app, two_prices):
    newer = event_of_a_newer_release(lambda first: first.update(format="hologram"))
    failed = consume(newer, stock_changed("low", version=2, left=2, isbn=SECOND))
    assert failed == [{"itemIdentifier": "message-0"}]
    cart_id = create_cart(app)
    put_line(app, cart_id, isbn=SECOND)
    assert shown(app, cart_id)[SECOND]["availability"] == "low"
