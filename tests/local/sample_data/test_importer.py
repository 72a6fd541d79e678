"""The sample data is imported in batches, as slowly as it has to be, and one keen shopper is the demo reader."""

import json
import threading
from collections import Counter, defaultdict

import pytest
from jsonschema import Draft202012Validator

from deploy.errors import UserError
from deploy.paths import ROOT
from local.sample_data import importer
from local.sample_data.importer import (
    assign_to_demo_customer,
    import_books,
    import_orders,
    import_reviews,
    import_stock,
)
from ops.stage import FunctionBusy


class FakeStage:
    """Keeps what its functions were invoked with; a call with more than `most` records takes too long."""

    def __init__(self, most=1_000, failures=0):
        self.calls, self.most, self.failures = [], most, failures
        self.lock = threading.Lock()

    def invoke(self, service, function, payload):
        batch = json.loads(payload)
        with self.lock:
            self.failures -= 1
            if self.failures >= 0 or len(next(iter(batch.values()))) > self.most:
                raise FunctionBusy(f"{function} did not answer in time")
            self.calls.append((f"{service}.{function}", batch))
        return b"{}"


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    """What was paused for instead of sleeping."""
    found = []
    monkeypatch.setattr(importer.time, "sleep", found.append)
    return found


@pytest.fixture(scope="module")
def readers_past(past, shoppers):
    return assign_to_demo_customer(past, tuple(shoppers.values()), "the-reader")


def test_the_reader_takes_the_place_of_the_shopper_with_most_orders(past, readers_past):
    most = Counter(order.customer for order in past.orders).most_common(1)[0][1]
    assert Counter(order.customer for order in readers_past.orders)["the-reader"] == most


def test_the_reader_wrote_the_reviews_that_shopper_had_written(past, readers_past):
    before = {order.order_id: order.customer for order in past.orders}
    (keen,) = {before[order.order_id] for order in readers_past.orders if order.customer == "the-reader"}
    written = sum(1 for review in past.reviews if review.customer == keen)
    assert sum(1 for review in readers_past.reviews if review.customer == "the-reader") == written > 0


def test_every_order_is_imported_once_at_most_25_at_a_time(past):
    stage = FakeStage()
    import_orders(stage, past.orders)
    assert {name for name, _ in stage.calls} == {"orders.import_orders"}
    assert {len(payload["orders"]) for _, payload in stage.calls} == {25}
    brought = sorted(order["order_id"] for _, payload in stage.calls for order in payload["orders"])
    assert brought == sorted(order.order_id for order in past.orders)


def test_the_reviews_of_a_book_are_imported_in_the_order_in_which_they_were_written(past):
    stage = FakeStage()
    import_reviews(stage, past.reviews)
    assert {name for name, _ in stage.calls} == {"catalog.import_reviews"}
    sent = [review for _, payload in stage.calls for review in payload["reviews"]]
    assert len(sent) == len(past.reviews)
    by_book = defaultdict(list)
    for review in sent:
        by_book[review["book_id"]].append(review["written_at"])
    assert all(written == sorted(written) for written in by_book.values())


def test_the_opening_stock_is_imported_at_most_a_hundred_at_a_time_each_under_its_own_key(books):
    stage = FakeStage()
    import_stock(stage, books)
    assert max(len(payload["deliveries"]) for _, payload in stage.calls) == 100
    sent = {each["isbn"]: each["key"] for _, payload in stage.calls for each in payload["deliveries"]}
    assert sent == {isbn: f"opening-stock-{isbn}" for book in books for isbn, count in book.stock.items() if count}


def test_a_batch_that_takes_too_long_is_sent_in_halves_and_none_is_lost(past, pauses):
    stage, imported = FakeStage(most=7), []
    import_orders(stage, past.orders[:100], imported.append)
    sent = [order["order_id"] for _, payload in stage.calls for order in payload["orders"]]
    assert sorted(sent) == sorted(order.order_id for order in past.orders[:100])
    assert (sum(imported), max(imported)) == (100, 7)
    assert pauses


def test_a_call_that_fails_for_want_of_time_is_made_again_after_longer_pauses(past, pauses):
    stage = FakeStage(failures=6)
    import_orders(stage, past.orders[:1])
    assert len(stage.calls) == 1
    assert pauses == sorted(pauses)
    assert 15 < pauses[-1] <= 30


def test_a_record_that_never_gets_through_ends_the_import_in_one_sentence(past):
    with pytest.raises(UserError, match=r"did not answer in time \(12 times\): `make logs` shows why"):
        import_orders(FakeStage(most=0), past.orders[:1])


def test_every_book_is_brought_once_without_what_orders_keeps(books):
    stage = FakeStage()
    import_books(stage, books)
    brought = [book for _, payload in stage.calls for book in payload["books"]]
    assert sorted(book["book_id"] for book in brought) == sorted(book.book_id for book in books)
    assert not any("stock" in book for book in brought)


def test_every_book_keeps_the_catalogs_own_rules(books):
    """Those that it publishes: a shop that could not be filled would say so only when it is."""
    stage = FakeStage()
    import_books(stage, books)
    components = json.loads((ROOT / "services" / "catalog" / "openapi.json").read_text())["components"]
    rules = Draft202012Validator({"$ref": "#/components/schemas/NewBookRequest", "components": components})
    brought = [book for _, payload in stage.calls for book in payload["books"]]
    assert [(book["book_id"], problem.message) for book in brought for problem in rules.iter_errors(book)] == []
