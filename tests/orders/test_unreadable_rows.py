"""What another release of the shop wrote, and this one cannot read, stops nobody's order."""

import json

from bookstore.messaging.envelope import pack
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import eventbridge_body, sqs_event, stream_event
from tests.orders.counter import ADDRESS, EMMA, PERSUASION, book, functions, line


def spoil_stock(counter):
    counter.table.update(f"STOCK#{EMMA}", "STOCK", sets={"format": "hologram"})


def list_own(counter, resource):
    return send_request(counter.app, "GET", resource, claims=CUSTOMER)


def test_an_edition_that_cannot_be_read_is_not_sold_and_no_other_stands_back(counter):
    counter.add_book(EMMA)
    counter.add_book(PERSUASION)
    spoil_stock(counter)
    refused = counter.place(line(EMMA), line(PERSUASION))
    assert (refused.status, refused.code) == (409, "unavailable")
    assert counter.place(line(PERSUASION), key="cart-2").status == 201


def test_the_inventory_is_listed_without_it_and_it_is_reported(counter, caplog):
    counter.add_book(EMMA)
    counter.add_book(PERSUASION)
    spoil_stock(counter)
    items = counter.staff("GET", "/inventory", {}).body["items"]
    assert [item["isbn"] for item in items] == [PERSUASION]
    assert counter.staff("GET", "/inventory/{isbn}", {"isbn": EMMA}).status == 404
    assert "row unreadable" in [record.message for record in caplog.records]


def test_an_order_that_cannot_be_read_is_left_out_of_the_lists(counter):
    counter.add_book(EMMA)
    first, second = counter.paid(key="cart-1"), counter.paid(key="cart-2")
    counter.table.update("CUSTOMER#reader-1", f"ORDER#{first}", sets={"status": "teleported"})
    assert [order["order_id"] for order in list_own(counter, "/orders").body["items"]] == [second]
    listed = counter.staff("GET", "/admin/orders", {}).body["items"]
    assert [order["order_id"] for order in listed] == [second]


def test_an_account_is_closed_although_one_of_its_orders_cannot_be_read(counter):
    counter.add_book(EMMA)
    first, second = counter.paid(key="cart-1"), counter.paid(key="cart-2")
    counter.table.update("CUSTOMER#reader-1", f"ORDER#{first}", sets={"status": "teleported"})
    assert send_request(counter.app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204
    assert counter.table.get("CUSTOMER#reader-1", f"ORDER#{second}")["forgotten"] is True


def test_an_address_that_cannot_be_read_hides_no_other(counter):
    for name in ("home", "work"):
        path = {"address_id": name}
        resource = "/customers/me/addresses/{address_id}"
        send_request(counter.app, "PUT", resource, path=path, body=ADDRESS, claims=CUSTOMER)
    counter.table.update("CUSTOMER#reader-1", "ADDRESS#home", sets={"address": "12 Row"})
    items = list_own(counter, "/customers/me/addresses").body["items"]
    assert [address["address_id"] for address in items] == ["work"]


def test_a_change_of_stock_that_cannot_be_read_keeps_no_event_waiting(counter, monkeypatch):
    from bookstore.messaging.publisher import EventBus
    from tests.fakes import FakeEvents

    client = FakeEvents()
    monkeypatch.setattr("bookstore.messaging.handlers.event_bus", lambda name: EventBus(name, client))
    counter.add_book(EMMA)
    counter.add_book(PERSUASION)
    spoil_stock(counter)
    rows = [counter.table.get(f"STOCK#{isbn}", "STOCK") for isbn in (EMMA, PERSUASION)]
    functions().relay(stream_event(*rows), None)
    published = [json.loads(entry["Detail"])["data"]["isbn"] for request in client.requests for entry in request]
    assert published == [PERSUASION]


def test_an_event_with_a_value_that_a_newer_release_added_fails_alone(counter):
    counter.add_book(EMMA)
    event = book(EMMA, version=2)
    envelope = json.loads(pack(event))
    envelope["data"]["editions"][0]["format"] = "hologram"
    newer = eventbridge_body(json.dumps(envelope), event.source, event.name())
    failed = functions().consume(sqs_event(newer, book(PERSUASION)), None)["batchItemFailures"]
    assert failed == [{"itemIdentifier": "message-0"}]
    assert counter.staff("GET", "/inventory/{isbn}", {"isbn": PERSUASION}).status == 200
    assert counter.place(line(EMMA)).status == 201
