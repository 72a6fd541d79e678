"""The sample data is imported in batches, retried when a call times out, and partly given to the demo customer."""

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
    """Records the calls of its functions; one with more than `most` records times out."""

    operator = "arn:aws:iam::000000000000:user/ann"

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
    """Record the pauses instead of sleeping."""
    recorded = []
    monkeypatch.setattr(importer.time, "sleep", recorded.append)
    return recorded


@pytest.fixture(scope="module")
def demo_history(history, customers):
    return assign_to_demo_customer(history, tuple(customers.values()), "demo-customer")


def test_the_demo_customer_replaces_the_customer_with_most_orders(history, demo_history):
    most = Counter(order.customer for order in history.orders).most_common(1)[0][1]
    assert Counter(order.customer for order in demo_history.orders)["demo-customer"] == most


def test_the_demo_customer_has_that_customers_reviews(history, demo_history):
    before = {order.order_id: order.customer for order in history.orders}
    (most_active,) = {before[order.order_id] for order in demo_history.orders if order.customer == "demo-customer"}
    written = sum(1 for review in history.reviews if review.customer == most_active)
    assert sum(1 for review in demo_history.reviews if review.customer == "demo-customer") == written > 0


def test_every_order_is_imported_once_at_most_25_at_a_time(history):
    stage = FakeStage()
    import_orders(stage, history.orders)
    assert {name for name, _ in stage.calls} == {"orders.import_orders"}
    assert {len(payload["orders"]) for _, payload in stage.calls} == {25}
    imported = sorted(order["order_id"] for _, payload in stage.calls for order in payload["orders"])
    assert imported == sorted(order.order_id for order in history.orders)


def test_the_reviews_of_a_book_are_imported_in_the_order_in_which_they_were_written(history):
    stage = FakeStage()
    import_reviews(stage, history.reviews)
    assert {name for name, _ in stage.calls} == {"catalog.import_reviews"}
    sent = [review for _, payload in stage.calls for review in payload["reviews"]]
    assert len(sent) == len(history.reviews)
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


def test_a_batch_that_times_out_is_sent_in_halves_and_none_is_lost(history, pauses):
    stage, imported = FakeStage(most=7), []
    import_orders(stage, history.orders[:100], imported.append)
    sent = [order["order_id"] for _, payload in stage.calls for order in payload["orders"]]
    assert sorted(sent) == sorted(order.order_id for order in history.orders[:100])
    assert sum(imported) == 100
    assert max(imported) == 7
    assert pauses


def test_a_call_that_times_out_is_retried_after_longer_pauses(history, pauses):
    stage = FakeStage(failures=6)
    import_orders(stage, history.orders[:1])
    assert len(stage.calls) == 1
    assert pauses == sorted(pauses)
    assert 15 < pauses[-1] <= 30


def test_a_record_that_always_times_out_ends_the_import_with_an_explanation(history):
    with pytest.raises(UserError, match=r"did not answer in time \(12 times\): `make logs` shows why"):
        import_orders(FakeStage(most=0), history.orders[:1])


def test_every_book_is_imported_once_without_its_stock(books):
    stage = FakeStage()
    import_books(stage, books)
    imported = [book for _, payload in stage.calls for book in payload["books"]]
    assert sorted(book["book_id"] for book in imported) == sorted(book.book_id for book in books)
    assert not any("stock" in book for book in imported)


def test_every_book_conforms_to_the_catalogs_schema(books):
    """Otherwise the error would appear only when a shop is filled."""
    stage = FakeStage()
    import_books(stage, books)
    components = json.loads((ROOT / "services" / "catalog" / "openapi.json").read_text())["components"]
    rules = Draft202012Validator({"$ref": "#/components/schemas/NewBookRequest", "components": components})
    sent = [book for _, payload in stage.calls for book in payload["books"]]
    imported = [{name: value for name, value in book.items() if name != "files"} for book in sent]
    assert [(book["book_id"], problem.message) for book in imported for problem in rules.iter_errors(book)] == []
