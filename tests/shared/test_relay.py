"""The relay: what it publishes of a stream's records, and what becomes of the rest."""

import pytest
from msgspec import json

from bookstore.events import StockChanged
from bookstore.messaging import handlers, outbox
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.publisher import EventBus
from bookstore.messaging.stream_batches import RetryBatch
from tests.fakes import FakeEvents
from tests.lambda_events import stream_event, stream_record

SOLD_OUT = StockChanged(version=3, isbn="1", book_id="emma", availability="out")


class Settings:
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
    handlers.relay(records["Records"], Settings(), table, derive=derive)


def sent(client):
    return [json.decode(entry["Detail"]) for request in client.requests for entry in request]


def test_an_outbox_item_is_published_and_deleted(table, bus):
    item = outbox.outbox_put(SOLD_OUT).item
    table.put(item)
    relay(stream_event(item), table)
    assert [event["type"] for event in sent(bus)] == ["StockChanged"]
    assert list(table.scan()) == []


def test_an_event_derived_from_a_record_carries_the_correlation_id_of_its_record(table, bus):
    stock = {"pk": "STOCK#1", "sk": "STOCK", "correlation_id": "order-7"}
    relay({"Records": [stream_record(stock, stock)]}, table, derive=lambda record: SOLD_OUT)
    (event,) = sent(bus)
    assert event["correlationid"] == "order-7"
    assert event["id"] == "stock/1@3"
    assert event["subject"] == "stock/1"


def test_records_without_an_event_publish_nothing(table, bus):
    deleted = stream_record({"pk": "STOCK#1", "sk": "STOCK"}, None)
    relay({"Records": [deleted, *stream_event({"pk": "X", "sk": "Y"})["Records"]]}, table, derive=lambda record: None)
    assert sent(bus) == []


def test_a_derived_event_that_the_bus_rejects_is_retried(table, bus):
    """50. It is in no outbox, so the stream has to deliver its record again."""
    bus.refusing = {"StockChanged"}
    stock = {"pk": "STOCK#1", "sk": "STOCK"}
    with pytest.raises(NotPublished):
        relay({"Records": [stream_record(stock, stock)]}, table, derive=lambda record: SOLD_OUT)


def test_a_record_that_cannot_be_converted_is_parked_and_the_others_are_published(table, bus):
    stock, item = {"pk": "STOCK#1", "sk": "STOCK"}, outbox.outbox_put(SOLD_OUT).item
    relay({"Records": [stream_record(stock, {**stock, "n": 1}), *stream_event(item)["Records"]]}, table, derive=_broken)
    assert len(bus.parked) == 1
    assert len(sent(bus)) == 1


def _broken(record):
    raise KeyError("isbn")


def test_an_outbox_item_that_no_bus_takes_is_parked_once_and_the_others_are_published(table, bus):
    """In whichever order they come."""
    large, item = outbox.outbox_put(SOLD_OUT).item | {"detail": "x" * 300_000}, outbox.outbox_put(SOLD_OUT).item
    table.put_many([large, item])
    relay(stream_event(large, item), table)
    assert len(bus.parked) == 1
    assert len(sent(bus)) == 1
    assert list(table.scan()) == []


def test_a_record_that_cannot_be_parked_keeps_no_event_waiting(table, bus, monkeypatch):
    monkeypatch.setattr(handlers, "record_parker", lambda url: _broken)
    stock, item = {"pk": "STOCK#1", "sk": "STOCK"}, outbox.outbox_put(SOLD_OUT).item
    records = [stream_record(stock, {**stock, "n": 1}), *stream_event(item)["Records"]]
    with pytest.raises(RetryBatch):
        relay({"Records": records}, table, derive=_broken)
    assert len(sent(bus)) == 1
