"""The catalog's functions, called as Lambda calls them."""

import msgspec
import pytest
from msgspec import structs

from bookstore import correlation
from bookstore.errors import Invalid
from bookstore.events import BookAdded, CustomerDeleted, OrderCancelled, StockChanged
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.publisher import EventBus
from chalicelib.books.book import BookExists, to_event
from chalicelib.books.repository import book_repository
from chalicelib.own_table import traces
from chalicelib.reviews.repository import purchase_repository, review_repository
from chalicelib.reviews.review import ReviewRequest
from chalicelib.reviews.write import write_review
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN, book, book_request, edition
from tests.catalog.onix_files import StoredFiles
from tests.catalog.orders import line, paid
from tests.documented_commands import documented_invocations
from tests.fakes import FakeEvents
from tests.lambda_events import SCHEDULED_EVENT, sqs_event, stream_event

PAID = paid(placed_at=NOON, lines=(line(shipped=None),))
CANCELLED = OrderCancelled(**structs.asdict(structs.replace(PAID, version=3, status="cancelled")))


@pytest.fixture
def handlers(app):
    from chalicelib import handlers

    return handlers


@pytest.fixture
def bus(monkeypatch):
    client = FakeEvents()
    monkeypatch.setattr("bookstore.messaging.handlers.event_bus", lambda name: EventBus(name, client))
    return client


def consume(handlers, *events):
    return handlers.consume(sqs_event(*events), None)


def may_review(customer="customer-1") -> bool:
    return purchase_repository().find_order(customer, "emma") is not None


def add_emma():
    emma = book()
    book_repository().add(emma, event=to_event(BookAdded, emma))


def outbox(table):
    return [item for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def test_the_relay_publishes_a_new_book_and_empties_the_outbox(handlers, bus, table):
    add_emma()
    handlers.relay(stream_event(*table.scan()), None)
    assert [(entry["Source"], entry["DetailType"]) for entry in bus.requests[0]] == [("bookstore.catalog", "BookAdded")]
    assert outbox(table) == []


def test_an_event_the_bus_refused_stays_in_the_outbox_and_the_batch_is_retried(handlers, bus, table):
    add_emma()
    bus.refusing.add("BookAdded")
    with pytest.raises(NotPublished):
        handlers.relay(stream_event(*table.scan()), None)
    assert [item["name"] for item in outbox(table)] == ["BookAdded"]


def test_the_sweep_leaves_what_the_stream_will_still_publish(handlers, bus, table):
    add_emma()
    handlers.sweep(SCHEDULED_EVENT, None)
    assert bus.requests == []
    assert len(outbox(table)) == 1


@pytest.mark.parametrize(
    ("events", "expected"),
    [([PAID], True), ([CANCELLED, PAID], False), ([PAID, CANCELLED], False), ([PAID, PAID], True), ([], False)],
)
def test_who_bought_the_book_may_review_it_whatever_the_order_of_events(handlers, events, expected):
    for event in events:
        assert consume(handlers, event) == {"batchItemFailures": []}
    assert may_review() is expected


def test_a_broken_message_is_redelivered_alone(handlers):
    response = consume(handlers, "{}", PAID)
    assert response == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert may_review()


def test_a_closed_account_takes_its_reviews_and_purchases_with_it(handlers):
    add_emma()
    consume(handlers, PAID)
    request = ReviewRequest(stars=4, display_name="M.")
    write_review("emma", "customer-1", request, reviews=review_repository(), purchases=purchase_repository())
    consume(handlers, CustomerDeleted(version=1, customer="customer-1"))
    assert review_repository().get_summary("emma").stars == (0, 0, 0, 0, 0)
    assert not may_review()


def test_stock_is_saved_and_traced(handlers):
    add_emma()
    with correlation.of("order-1"):
        consume(handlers, StockChanged(version=1, isbn=ISBN, book_id="emma", availability="low", left=2))
    assert book_repository().load_responses(["emma"])[0].editions[0].left == 2
    assert [(step.kind, step.name) for step in traces().of("order-1")] == [("event", "StockChanged")]


def test_reviews_are_imported_once_and_existing_ones_stay(handlers):
    add_emma()
    review = {"book_id": "emma", "display_name": "M.", "text": "", "written_at": "2026-09-01T10:00:00Z"}
    batch = {"reviews": [review | {"customer": f"c-{stars}", "stars": stars} for stars in (3, 5, 5)]}
    responses = [handlers.import_reviews(batch, None) for _ in range(2)]
    assert responses == [{"imported": 2, "known": 1, "closed": 0}, {"imported": 0, "known": 3, "closed": 0}]
    assert review_repository().get_summary("emma").stars == (0, 0, 1, 0, 1)
    assert review_repository().get("emma", "c-5").written_at.isoformat() == "2026-09-01T10:00:00+00:00"


def import_books(handlers, *books):
    return handlers.import_books({"books": [msgspec.to_builtins(each) for each in books]}, None)


def test_books_are_imported_once(handlers, table):
    emma = book_request("emma")
    assert import_books(handlers, emma) == {"imported": 1, "known": 0}
    assert import_books(handlers, emma) == {"imported": 0, "known": 1}
    assert [item["name"] for item in outbox(table)] == ["BookAdded"]


def test_an_imported_book_with_an_isbn_of_another_is_refused_and_not_saved(handlers, table):
    import_books(handlers, book_request("emma"))
    with pytest.raises(BookExists):
        import_books(handlers, book_request("persuasion", editions=(edition(SECOND_ISBN), edition(ISBN))))
    assert len(outbox(table)) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("book_id", "a#b"),
        ("customer", "a#b"),
        ("written_at", "0001-01-01T00:00:00+14:00"),
        ("written_at", "2026-09-01T10:00:00"),
        ("written_at", "2099-01-01T00:00:00Z"),
        ("display_name", "\u200b"),
        ("text", "  "),
    ],
)
def test_a_past_review_that_breaks_a_rule_is_refused_with_its_batch(handlers, field, value):
    right = {
        "book_id": "emma",
        "customer": "c-1",
        "stars": 3,
        "display_name": "M.",
        "written_at": "2026-09-01T10:00:00Z",
    }
    with pytest.raises(Invalid) as refused:
        handlers.import_reviews({"reviews": [right, right | {"customer": "c-2", field: value}]}, None)
    assert refused.value.details["field"] == f"reviews[1].{field}"
    assert review_repository().get_summary("emma").stars == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("function", "payload"),
    [
        *documented_invocations("catalog"),
        *((name, {}) for name in ("sweep", "republish", "import_books", "import_reviews")),
    ],
)
def test_a_function_can_be_invoked_by_hand(app, monkeypatch, function, payload):
    monkeypatch.setattr("chalicelib.handlers.import_files", StoredFiles)
    app.handler_map[function](payload, None)
