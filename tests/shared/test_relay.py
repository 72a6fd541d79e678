"""The relay: what it publishes of a stream's records, and what becomes of the rest."""

import pytest
from msgspec import json

from bookstore.events import StockChanged
from bookstore.messaging import handlers, outbox
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.publisher import EventBus
from tests.fakes import FakeEvents
from tests.shapes import changed, streamed

SOLD_OUT = StockChanged(version=3, isbn="1", book_id="emma", availability="out")


class Addresses:
    event_bus, parked_url = "bus", "parked"


@pytest.fixture
def table(make_table):
    return make_table("orders")


@pytest.fixture
def bus(monkeypatch):
    client = FakeEvents()
    monkeypatch.setattr(handlers, "event_bus", lambda name: EventBus(name, client))
    monkeypatch.setattr(handlers, "record_parker", lambda url: parked.append)
    parked: list[str] = []
    client.parked = parked
    return client


def relay(records, table, derive=None):
    handlers.relay(records["Records"], Addresses(), table, derive=derive)


def sent(client):
    return [json.decode(entry["Detail"]) for request in client.requests for entry in request]


def test_an_outbox_item_is_published_and_forgotten(table, bus):
    item = outbox.outbox_put(SOLD_OUT).item
    table.put(item)
    relay(streamed(item), table)
    assert ([event["type"] for event in sent(bus)], list(table.scan())) == (["StockChanged"], [])


def test_an_event_derived_from_a_record_belongs_to_the_story_of_its_cause(table, bus):
    stock = {"pk": "STOCK#1", "sk": "STOCK", "correlation_id": "order-7"}
    relay({"Records": [changed(stock, stock)]}, table, derive=lambda record: SOLD_OUT)
    (event,) = sent(bus)
    assert (event["correlationid"], event["id"], event["subject"]) == ("order-7", "stock/1@3", "stock/1")


def test_records_that_say_nothing_send_nothing(table, bus):
    gone = changed({"pk": "STOCK#1", "sk": "STOCK"}, None)
    relay({"Records": [gone, *streamed({"pk": "X", "sk": "Y"})["Records"]]}, table, derive=lambda record: None)
    assert sent(bus) == []


def test_a_derived_event_that_the_bus_refuses_comes_again(table, bus):
    """50. It waits in no outbox, so the stream has to bring its record again."""
    bus.refusing = {"StockChanged"}
    stock = {"pk": "STOCK#1", "sk": "STOCK"}
    with pytest.raises(NotPublished):
        relay({"Records": [changed(stock, stock)]}, table, derive=lambda record: SOLD_OUT)


def test_a_record_nothing_can_be_derived_from_is_parked_and_the_others_go_out(table, bus):
    stock, item = {"pk": "STOCK#1", "sk": "STOCK"}, outbox.outbox_put(SOLD_OUT).item
    relay({"Records": [changed(stock, {**stock, "n": 1}), *streamed(item)["Records"]]}, table, derive=_broken)
    assert (len(bus.parked), len(sent(bus))) == (1, 1)


def _broken(record):
    raise KeyError("isbn")
