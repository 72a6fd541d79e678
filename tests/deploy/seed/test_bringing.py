"""The past is brought along in batches, and one of its keen shoppers is the reader of the demo login."""

import json
import threading
from collections import Counter

import pytest
from jsonschema import Draft202012Validator

from deploy.local.paths import ROOT
from deploy.seed.bringing import import_books, import_orders, import_reviews, import_stock, with_reader


class FakeStage:
    """Keeps what its functions were invoked with."""

    def __init__(self, unknown=()):
        self.calls, self.unknown = [], list(unknown)
        self.lock = threading.Lock()

    def invoke(self, service, function, payload):
        with self.lock:
            self.calls.append((f"{service}.{function}", json.loads(payload)))
        return json.dumps({"unknown": self.unknown.pop() if self.unknown else []}).encode()


@pytest.fixture(scope="module")
def readers_past(past, shoppers):
    return with_reader(past, tuple(shoppers.values()), "the-reader")


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


def test_reviews_are_imported_in_the_order_in_which_they_were_written(past):
    stage = FakeStage()
    import_reviews(stage, past.reviews)
    assert {name for name, _ in stage.calls} == {"catalog.import_reviews"}
    told = [review["written_at"] for _, payload in stage.calls for review in payload["reviews"]]
    assert told == sorted(told)
    assert len(told) == len(past.reviews)


def test_copies_that_orders_has_not_heard_of_are_brought_again_under_the_same_key(books):
    book = next(book for book in books if any(book.stock.values()))
    isbn = next(isbn for isbn, count in book.stock.items() if count)
    stage = FakeStage(unknown=[[isbn]])
    import_stock(stage, [book])
    sent = [[(each["isbn"], each["key"]) for each in payload["deliveries"]] for _, payload in stage.calls]
    assert sent[1] == [(isbn, f"opening-stock-{isbn}")]
    assert sent[1][0] in sent[0]


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
    rules = Draft202012Validator({"$ref": "#/components/schemas/NewBook", "components": components})
    brought = [book for _, payload in stage.calls for book in payload["books"]]
    assert [(book["book_id"], problem.message) for book in brought for problem in rules.iter_errors(book)] == []
