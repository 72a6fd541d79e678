"""The catalog's functions, called as Lambda calls them."""

import pytest
from msgspec import structs

from bookstore.events import CustomerDeleted, OrderCancelled, OrderPaid, StockChanged
from bookstore.events.orders import OrderedLine
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.publisher import EventBus
from tests.catalog.builders import ISBN, NOON, book
from tests.fakes import FakeEvents
from tests.shapes import TICK, queued, streamed

LINE = OrderedLine(isbn=ISBN, book_id="emma", quantity=1, remaining=1, unit_price=999)
PAID = OrderPaid(
    version=2, order_id="o-1", customer="reader-1", status="paid", payment="card", currency="GBP", total=999,
    placed_at=NOON, changed_at=NOON, paid_at=NOON, lines=(LINE,),
)  # fmt: skip
CANCELLED = OrderCancelled(**structs.asdict(structs.replace(PAID, version=3, status="cancelled")))


@pytest.fixture
def functions(app):
    import app as module

    from chalicelib import handlers

    return {"relay": handlers.relay, "consume": handlers.consume, "sweep": handlers.sweep, "app": module.app}


def consume(functions, *events):
    return functions["consume"](queued(*events), None)


def may_review(customer="reader-1") -> bool:
    from chalicelib.reviews.repository import buyers

    return buyers().has(customer, "emma")


@pytest.fixture
def bus(monkeypatch):
    client = FakeEvents()
    monkeypatch.setattr("bookstore.messaging.handlers.event_bus", lambda name: EventBus(name, client))
    return client


def add_emma():
    from bookstore.events import BookAdded
    from chalicelib.books.book import told
    from chalicelib.books.repository import shelf

    emma = book()
    shelf().add(emma, announcing=told(BookAdded, emma))


def outbox(table):
    return [item for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def test_the_relay_brings_a_new_book_to_the_bus_and_empties_the_outbox(functions, bus, table):
    add_emma()
    functions["relay"](streamed(*table.scan()), None)
    sent = [(entry["Source"], entry["DetailType"]) for entry in bus.requests[0]]
    assert (sent, outbox(table)) == ([("bookstore.catalog", "BookAdded")], [])


def test_an_event_the_bus_refused_stays_in_the_outbox_and_the_batch_comes_again(functions, bus, table):
    add_emma()
    bus.refusing.add("BookAdded")
    with pytest.raises(NotPublished):
        functions["relay"](streamed(*table.scan()), None)
    assert [item["name"] for item in outbox(table)] == ["BookAdded"]


def test_the_sweep_leaves_what_the_stream_will_still_bring(functions, bus, table):
    add_emma()
    functions["sweep"](TICK, None)
    assert (bus.requests, len(outbox(table))) == ([], 1)


@pytest.mark.parametrize(
    ("heard", "may"),
    [([PAID], True), ([CANCELLED, PAID], False), ([PAID, CANCELLED], False), ([PAID, PAID], True), ([], False)],
)
def test_who_bought_the_book_may_review_it_whatever_the_order_of_arrival(functions, heard, may):
    for event in heard:
        assert consume(functions, event) == {"batchItemFailures": []}
    assert may_review() is may


def test_a_broken_message_comes_again_alone(functions):
    answer = consume(functions, "{}", PAID)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert may_review()


def test_a_closed_account_takes_its_reviews_with_it(functions):
    from chalicelib.reviews.repository import buyers, reviews
    from chalicelib.reviews.review import ReviewWanted
    from chalicelib.reviews.write import write_review

    add_emma()
    consume(functions, PAID)
    write_review("emma", "reader-1", ReviewWanted(stars=4, display_name="M."), reviews=reviews(), buyers=buyers())
    consume(functions, CustomerDeleted(version=1, customer="reader-1"))
    assert (reviews().summary("emma").stars, may_review()) == ((0, 0, 0, 0, 0), False)


def test_stock_is_heard_and_traced(functions):
    from bookstore import correlation
    from chalicelib.books.repository import shelf
    from chalicelib.own_table import traces

    add_emma()
    with correlation.of("order-1"):
        consume(functions, StockChanged(version=1, isbn=ISBN, book_id="emma", availability="low", left=2))
    assert shelf().on_sale(["emma"])[0].editions[0].left == 2
    assert [(step.kind, step.name) for step in traces().of("order-1")] == [("event", "StockChanged")]


def test_a_past_is_brought_along_once_and_leaves_what_is_here(functions):
    from chalicelib.handlers import import_reviews
    from chalicelib.reviews.repository import reviews

    add_emma()
    past = {"book_id": "emma", "display_name": "M.", "text": "", "written_at": "2026-09-01T10:00:00Z"}
    batch = {"reviews": [past | {"customer": f"c-{stars}", "stars": stars} for stars in (3, 5, 5)]}
    answers = [import_reviews(batch, None) for _ in range(2)]
    assert answers == [{"imported": 2, "known": 1}, {"imported": 0, "known": 3}]
    assert reviews().summary("emma").stars == (0, 0, 1, 0, 1)
    assert reviews().get("emma", "c-5").written_at.isoformat() == "2026-09-01T10:00:00+00:00"


def test_books_are_imported_once_and_a_foreign_isbn_is_a_mistake(app, table):
    import msgspec

    from chalicelib import handlers
    from chalicelib.books.book import BookExists
    from tests.catalog.builders import SECOND_ISBN, edition, wanted

    def brought(*books):
        return handlers.import_books({"books": [msgspec.to_builtins(each) for each in books]}, None)

    emma = wanted("emma")
    assert [brought(emma), brought(emma)] == [{"imported": 1, "known": 0}, {"imported": 0, "known": 1}]
    assert [item["name"] for item in outbox(table)] == ["BookAdded"]
    with pytest.raises(BookExists):
        brought(wanted("persuasion", editions=(edition(SECOND_ISBN), edition(ISBN))))
    assert len(outbox(table)) == 1
