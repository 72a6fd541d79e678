"""The outbox on a real table: no event is deleted that the bus has not accepted."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.events import StockChanged
from bookstore.messaging import outbox
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.publisher import BusEntry, EventBus
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
    assert outbox.publish_pending(bus=bus, table=table) == 0
    assert outbox.publish_pending(bus=bus, table=table, before=clock.now() + timedelta(seconds=1)) == 1
    assert len(bus.accepted) == 1
    assert pending(table) == []


def test_the_events_of_one_subject_share_a_partition(table):
    save_events(table, "1")
    save_events(table, "1")
    assert len({partition for partition, _ in (entry.key for entry in pending(table))}) == 1


def entries(*details: str) -> list[BusEntry]:
    return [BusEntry((str(n), ""), "bookstore.orders", "OrderPaid", detail) for n, detail in enumerate(details)]


def test_the_bus_sends_at_most_ten_entries_at_once():
    client = FakeEvents()
    EventBus("b", client).publish(entries(*["{}"] * 23))
    assert [len(request) for request in client.requests] == [10, 10, 3]


def test_the_bus_limits_a_request_to_the_size_that_eventbridge_accepts():
    client = FakeEvents()
    EventBus("b", client).publish(entries(*["x" * 100_000] * 3))
    assert [len(request) for request in client.requests] == [2, 1]


def test_a_rejected_entry_of_a_successful_response_is_not_accepted():
    """50. Nor at the second attempt."""
    client = FakeEvents(refusing=["OrderPaid"])
    assert EventBus("b", client).publish(entries("{}")) == []


class RejectsOnce(FakeEvents):
    """Rejects the fourth entry of the first request."""

    def _result(self, entry):
        busy = len(self.requests) == 1 and entry["Detail"] == "3"
        return {"ErrorCode": "InternalFailure"} if busy else super()._result(entry)


def test_a_rejected_entry_is_published_once_more_alone():
    """50. Nine of ten were accepted."""
    client = RejectsOnce()
    sent = entries(*map(str, range(10)))
    assert sorted(entry.detail for entry in EventBus("b", client).publish(sent)) == sorted(map(str, range(10)))
    assert [[entry["Detail"] for entry in request] for request in client.requests[1:]] == [["3"]]
