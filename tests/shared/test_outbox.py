"""The outbox on a real table: no event is deleted that the bus has not accepted."""

import json
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from bookstore import clock
from bookstore.dynamodb.items import from_item
from bookstore.events import StockChanged
from bookstore.messaging import outbox
from bookstore.messaging.outbox import EventTooLarge, NotPublished
from bookstore.messaging.parking import read_dead_letter
from bookstore.messaging.publisher import MAX_BYTES, BusEntry, EventBus
from tests.fakes import FakeBus, FakeEvents


@pytest.fixture
def table(make_table):
    return make_table("catalog")


def save_events(table, *isbns):
    table.write(*(outbox.outbox_put(StockChanged(version=1, isbn=i, book_id="b", availability="out")) for i in isbns))


def pending(table):
    return [outbox.to_entry(item) for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def test_published_events_leave_the_outbox(table):
    save_events(table, "1", "2")
    bus = FakeBus()
    outbox.publish(pending(table), bus=bus, table=table)
    assert len(bus.accepted) == 2
    assert pending(table) == []


def test_rejected_events_stay_in_the_outbox(table):
    """50. NotPublished keeps the stream where it is."""
    save_events(table, "1")
    with pytest.raises(NotPublished, match="1 of 1"):
        outbox.publish(pending(table), bus=FakeBus(refusing=["StockChanged"]), table=table)
    assert len(pending(table)) == 1


def test_the_sweep_publishes_only_what_is_overdue(table):
    save_events(table, "1")
    bus = FakeBus()
    assert outbox.publish_pending(bus=bus, table=table, park=pytest.fail) == 0
    assert sweep(table, bus) == 1
    assert len(bus.accepted) == 1
    assert pending(table) == []


def test_the_events_of_one_subject_share_a_partition(table):
    save_events(table, "1")
    save_events(table, "1")
    assert len({partition for partition, _ in (entry.key for entry in pending(table))}) == 1


def sweep(table, bus, park=pytest.fail, **how):
    soon = clock.now() + timedelta(seconds=1)
    return outbox.publish_pending(bus=bus, table=table, park=park, before=soon, **how)


class LimitedEvents(FakeEvents):
    """EventBridge's client with its limit of 256 kB for one request, which it refuses whole."""

    def put_events(self, *, Entries):
        if sum(len(entry["Detail"]) for entry in Entries) > 262_144 or any("bad" in each["Detail"] for each in Entries):
            error = {"Error": {"Code": "ValidationException"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
            raise ClientError(error, "PutEvents")
        return super().put_events(Entries=Entries)


def test_an_event_that_no_bus_takes_is_parked_whole_and_the_others_are_published(table):
    """It was written before there was a limit."""
    save_events(table, *map(str, range(30)))
    first = next(table.scan())
    table.put({**first, "detail": "x" * 300_000})
    client, parked = LimitedEvents(), []
    sweep(table, EventBus("b", client), parked.append)
    assert sum(map(len, client.requests)) == 29
    assert pending(table) == []
    record = read_dead_letter(parked[0])["record"]
    assert from_item(record["dynamodb"]["NewImage"]) == {**first, "detail": "x" * 300_000}
    assert record["eventName"] == "INSERT"


def test_a_broken_item_of_the_outbox_is_parked(table):
    table.put({"pk": "OUTBOX#1", "sk": "2026"})
    parked = []
    assert sweep(table, FakeBus(), parked.append) == 1
    assert read_dead_letter(parked[0])["reason"] == "KeyError: 'source'"
    assert pending(table) == []


def test_an_event_that_cannot_be_parked_stays_in_the_outbox(table):
    save_events(table, "1")
    table.put({"pk": "OUTBOX#1", "sk": "2026"})
    bus = FakeBus()
    with pytest.raises(NotPublished):
        sweep(table, bus, park=refuse)
    assert len(bus.accepted) == 1
    assert table.get("OUTBOX#1", "2026") is not None


def refuse(body):
    raise ConnectionError("the queue is away")


def test_what_was_published_is_not_in_the_outbox_when_the_next_batch_fails(table):
    """A sweep that is ended in the middle repeats nothing."""
    save_events(table, *map(str, range(25)))
    client = FakeEvents()
    client.put_events = fail_after(2, client.put_events)
    with pytest.raises(ConnectionError):
        outbox.publish(pending(table), bus=EventBus("b", client), table=table)
    assert len(pending(table)) == 5
    published = {entry["Detail"] for request in client.requests for entry in request}
    assert published.isdisjoint(entry.detail for entry in pending(table))


def fail_after(count, put_events):
    """Return the function, which cannot reach the bus any more after so many calls."""
    calls = []

    def call(**request):
        calls.append(request)
        if len(calls) > count:
            raise ConnectionError("the bus is away")
        return put_events(**request)

    return call


def test_rejected_events_keep_no_other_page_waiting(table):
    """250 of one partition, and a sweep reads a hundred at once."""
    save = outbox.outbox_put(StockChanged(version=1, isbn="1", book_id="b", availability="out")).item
    names = ["OrderPaid", *["StockChanged"] * 249]
    table.put_many({**save, "sk": f"2025-{n:03}", "name": name} for n, name in enumerate(names))
    bus = FakeBus(refusing=["OrderPaid"])
    with pytest.raises(NotPublished):
        sweep(table, bus)
    assert len(bus.accepted) == 249


def test_a_sweep_ends_before_its_function_does(table, monkeypatch, capsys):
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tested")
    monkeypatch.setenv("STAGE", "test")
    save_events(table, "1")
    assert sweep(table, FakeBus(), is_late=lambda: True) == 0
    assert len(pending(table)) == 1
    assert '"JobUnfinished":[1.0]' in capsys.readouterr().out


def test_an_event_that_no_bus_would_take_is_refused_where_it_is_written(monkeypatch):
    """Measured as EventBridge does: source, name and detail, in the bytes of UTF-8."""
    event = StockChanged(version=1, isbn="1", book_id="b", availability="out")
    others = len(event.source) + len(event.name())
    fitting = "é" * ((MAX_BYTES - others) // 2)
    for put in (outbox.outbox_put, lambda event: outbox.derived_entry(event, "")):
        monkeypatch.setattr(outbox, "pack", lambda *_, **__: fitting)
        put(event)
        monkeypatch.setattr(outbox, "pack", lambda *_, **__: fitting + "é")
        with pytest.raises(EventTooLarge, match="StockChanged is too large: 240,00") as refusal:
            put(event)
        assert refusal.value.details == {"field": "StockChanged", "rule": "at most 240,000 bytes as an event"}


def entries(*details: str) -> list[BusEntry]:
    return [BusEntry((str(n), ""), "bookstore.orders", "OrderPaid", detail) for n, detail in enumerate(details)]


def publish(client, sent) -> list[BusEntry]:
    return [entry for accepted in EventBus("b", client).publish(sent) for entry in accepted]


def test_the_bus_sends_at_most_ten_entries_at_once():
    client = FakeEvents()
    publish(client, entries(*["{}"] * 23))
    assert [len(request) for request in client.requests] == [10, 10, 3]


def test_the_bus_limits_a_request_to_the_size_that_eventbridge_accepts():
    client = FakeEvents()
    publish(client, entries(*["x" * 100_000] * 3))
    assert [len(request) for request in client.requests] == [2, 1]


def test_each_event_that_the_bus_accepts_is_counted_by_its_name(capsys):
    publish(FakeEvents(), entries("{}", "{}"))
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line[entries("{}")[0].name] == [2.0]


def test_a_rejected_entry_of_a_successful_response_is_not_accepted():
    """50. Nor at the second attempt."""
    client = FakeEvents(refusing=["OrderPaid"])
    assert publish(client, entries("{}")) == []


def test_a_request_that_the_bus_refuses_whole_is_repeated_entry_by_entry():
    client = LimitedEvents()
    accepted = publish(client, entries("1", "bad", "3"))
    assert [entry.detail for entry in accepted] == ["1", "3"]


def test_a_bus_that_cannot_be_reached_is_not_asked_entry_by_entry():
    client = FakeEvents()
    busy = {"Error": {"Code": "InternalFailure"}, "ResponseMetadata": {"HTTPStatusCode": 500}}
    client.put_events = lambda **request: client.requests.append(request) or _raise(ClientError(busy, "PutEvents"))
    with pytest.raises(ClientError):
        publish(client, entries("1", "2"))
    assert len(client.requests) == 1


def _raise(error):
    raise error


class RejectsOnce(FakeEvents):
    """Rejects the fourth entry of the first request."""

    def _result(self, entry):
        busy = len(self.requests) == 1 and entry["Detail"] == "3"
        return {"ErrorCode": "InternalFailure"} if busy else super()._result(entry)


def test_a_rejected_entry_is_published_once_more_alone():
    """50. Nine of ten were accepted."""
    client = RejectsOnce()
    sent = entries(*map(str, range(10)))
    assert sorted(entry.detail for entry in publish(client, sent)) == sorted(map(str, range(10)))
    assert [[entry["Detail"] for entry in request] for request in client.requests[1:]] == [["3"]]
