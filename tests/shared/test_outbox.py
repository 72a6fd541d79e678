"""The outbox on a real table: nothing is forgotten that the bus has not taken."""

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


def announce(table, *isbns):
    table.write(*(outbox.outbox_put(StockChanged(version=1, isbn=i, book_id="b", availability="out")) for i in isbns))


def waiting(table):
    return [outbox.to_entry(item) for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def test_published_events_leave_the_outbox(table):
    announce(table, "1", "2")
    bus = FakeBus()
    outbox.publish(waiting(table), bus=bus, table=table)
    assert (len(bus.taken), waiting(table)) == (2, [])


def test_refused_events_stay_and_are_said(table):
    """50. NotPublished keeps the stream where it is."""
    announce(table, "1")
    with pytest.raises(NotPublished, match="1 of 1"):
        outbox.publish(waiting(table), bus=FakeBus(refusing=["StockChanged"]), table=table)
    assert len(waiting(table)) == 1


def test_the_sweep_publishes_only_what_is_late(table):
    announce(table, "1")
    bus = FakeBus()
    assert outbox.publish_pending(bus=bus, table=table) == 0
    assert outbox.publish_pending(bus=bus, table=table, before=clock.now() + timedelta(seconds=1)) == 1
    assert (len(bus.taken), waiting(table)) == (1, [])


def test_one_subject_always_waits_in_one_partition(table):
    announce(table, "1")
    announce(table, "1")
    assert len({partition for partition, _ in (entry.key for entry in waiting(table))}) == 1


def entries(*details: str) -> list[BusEntry]:
    return [BusEntry((str(n), ""), "bookstore.orders", "OrderPaid", detail) for n, detail in enumerate(details)]


def test_the_bus_sends_at_most_ten_entries_at_once():
    client = FakeEvents()
    EventBus("b", client).put(entries(*["{}"] * 23))
    assert [len(request) for request in client.requests] == [10, 10, 3]


def test_the_bus_keeps_a_request_under_the_size_eventbridge_takes():
    client = FakeEvents()
    EventBus("b", client).put(entries(*["x" * 100_000] * 3))
    assert [len(request) for request in client.requests] == [2, 1]


def test_a_failed_entry_inside_a_good_answer_is_not_taken():
    """50. Nor when it is sent again."""
    client = FakeEvents(refusing=["OrderPaid"])
    assert EventBus("b", client).put(entries("{}")) == []


class OnceTooBusy(FakeEvents):
    """Refuses the fourth entry of the first request."""

    def _result(self, entry):
        busy = len(self.requests) == 1 and entry["Detail"] == "3"
        return {"ErrorCode": "InternalFailure"} if busy else super()._result(entry)


def test_the_one_that_was_refused_is_sent_again_alone():
    """50. Nine of ten were taken."""
    client = OnceTooBusy()
    sent = entries(*map(str, range(10)))
    assert sorted(entry.detail for entry in EventBus("b", client).put(sent)) == sorted(map(str, range(10)))
    assert [[entry["Detail"] for entry in request] for request in client.requests[1:]] == [["3"]]
