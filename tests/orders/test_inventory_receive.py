"""Stock of another system is received by import: once, also before the catalog has told of an edition."""

import pytest
from msgspec import json

from bookstore.errors import Conflict
from bookstore.messaging.publisher import EventBus
from tests.fakes import FakeEvents
from tests.lambda_events import stream_record
from tests.orders.counter import EMMA, FILE, PERSUASION, book, functions, line


@pytest.fixture
def bus(app, monkeypatch):
    client = FakeEvents()
    monkeypatch.setattr("bookstore.messaging.handlers.event_bus", lambda name: EventBus(name, client))
    return client


def deliver(isbn, copies=7, key="opening"):
    return {"isbn": isbn, "copies": copies, "key": key}


def received(*deliveries):
    return functions().import_stock({"deliveries": list(deliveries)}, None)


def test_a_delivery_is_received_once_and_an_edition_not_told_of_yet_is_named(counter):
    counter.add_book(copies=5)
    answers = [received(deliver(EMMA), deliver(PERSUASION)) for _ in range(2)]
    first, repeated = ({"received": new, "known": 2 - new, "waiting": (PERSUASION,)} for new in (2, 0))
    assert answers == [first, repeated]
    assert counter.available() == 12


def test_copies_that_came_before_the_catalogs_word_are_for_sale_after_it(counter):
    received(deliver(EMMA, 7))
    assert counter.place(line(EMMA, 2)).code == "unavailable"
    assert counter.staff("GET", "/inventory/{isbn}", {"isbn": EMMA}).code == "isbn_unknown"
    counter.consume(book(EMMA))
    assert counter.place(line(EMMA, 2)).status == 201
    assert counter.available() == 5


def test_copies_that_came_first_are_told_once_when_the_catalog_tells_of_the_edition(counter, bus):
    received(deliver(EMMA, 3))
    before = counter.table.get(f"STOCK#{EMMA}", "STOCK")
    functions().relay({"Records": [stream_record(None, before)]}, None)
    assert bus.requests == []
    counter.consume(book(EMMA))
    functions().relay({"Records": [stream_record(before, counter.table.get(f"STOCK#{EMMA}", "STOCK"))]}, None)
    (event,) = [json.decode(entry["Detail"])["data"] for request in bus.requests for entry in request]
    assert event["isbn"] == EMMA
    assert event["availability"] == "low"
    assert event["left"] == 3
    assert event["version"] == 1


def test_copies_of_what_turns_out_to_be_a_file_mean_nothing(counter):
    received(deliver(FILE, 3))
    counter.consume(book(FILE))
    assert "available" not in counter.table.get(f"STOCK#{FILE}", "STOCK")
    assert counter.place(line(FILE), digital_consent=True).status == 201


def test_copies_of_a_known_file_are_refused_whole(counter):
    counter.add_book(FILE)
    counter.add_book(EMMA, copies=5)
    with pytest.raises(Conflict, match="file"):
        received(deliver(EMMA), deliver(FILE))
    assert counter.available() == 5


def test_two_deliveries_of_one_edition_both_count_and_a_repeat_in_one_batch_does_not(counter):
    counter.add_book(copies=0)
    received(deliver(EMMA, 2, "monday"), deliver(EMMA, 3, "tuesday"), deliver(EMMA, 2, "monday"))
    assert counter.available() == 5


def test_a_known_key_with_other_copies_is_refused_and_changes_nothing(counter):
    counter.add_book(copies=0)
    received(deliver(EMMA, 2))
    from chalicelib.errors import IdempotencyKeyReused

    with pytest.raises(IdempotencyKeyReused, match=EMMA):
        received(deliver(EMMA, 3))
    assert counter.available() == 2


def test_a_hundred_deliveries_take_four_transactions(counter, monkeypatch):
    from chalicelib.inventory.repository import stock

    written = []
    write = counter.table.write
    monkeypatch.setattr(
        type(counter.table), "write", lambda self, *changes: (written.append(len(changes)), write(*changes))
    )
    received(*(deliver(f"97970000{number:05d}") for number in range(100)))
    assert written == [99, 99, 99, 3]  # of each the stock, the delivery and who received it
    assert stock().get_many(["9797000000000"]) == {}
