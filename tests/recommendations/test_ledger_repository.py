"""The ledger on a real table: whatever arrives twice, late or out of order, totals are those of the newest versions."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bookstore.events import OrderCancelled, OrderRefunded, OrderShipped
from chalicelib.bestsellers.ranking import day_range
from chalicelib.books.repository import BookRepository
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import CustomerRepository
from chalicelib.ledger.entry import ZERO, Counts
from chalicelib.ledger.repository import LedgerRepository
from tests.recommendations.builders import NOON, TODAY, YESTERDAY, book_event, line, order, rating_event

DAYS = day_range(TODAY)
REFUNDED = order(line("emma", 3, remaining=1), "dracula", kind=OrderRefunded, version=3)
ORDERS = [
    order(line("emma", 3), "dracula"),
    REFUNDED,
    order(line("emma", 3, remaining=1), "dracula", kind=OrderShipped, version=4, status="shipped"),
    order("emma", order_id="o-2", customer="bob"),
    order("emma", order_id="o-2", customer="bob", kind=OrderCancelled, version=3, status="cancelled"),
    order("dracula", order_id="o-3", customer="bob", paid_at=NOON.replace(day=23)),
]
RATINGS = [
    rating_event(2),
    rating_event(5, version=2),
    rating_event(4, customer="bob", at=NOON.replace(day=23)),
    rating_event(1, "dracula"),
]


@pytest.fixture
def ledger(table):
    return LedgerRepository(table)


def record(ledger, *events):
    for event in events:
        if hasattr(event, "latest"):
            record_events.on_book_rated(event, ledger=ledger)
        else:
            record_events.on_order_changed(event, ledger=ledger)


def total(ledger, book_id="emma") -> Counts:
    return ledger.load_totals(book_id, DAYS).total


def test_a_purchase_counts_for_the_book_and_for_its_day(ledger):
    record(ledger, order(line("emma", 2)))
    totals = ledger.load_totals("emma", DAYS)
    assert totals.total == Counts(2, 1)
    assert totals.days == {TODAY: Counts(2, 1)}
    assert totals.version == 1


def test_what_was_returned_counts_no_longer(ledger):
    record(ledger, order(line("emma", 3)), REFUNDED)
    assert total(ledger) == Counts(copies=1, orders=1)


def test_an_older_version_changes_nothing(ledger):
    record(ledger, REFUNDED, order(line("emma", 3), "dracula"))
    assert total(ledger) == Counts(copies=1, orders=1)
    assert ledger.load_version("emma") == 1


def test_stars_given_another_day_count_on_that_day(ledger):
    record(ledger, rating_event(2, at=NOON.replace(day=23)), rating_event(5, version=2))
    days = ledger.load_totals("emma", DAYS).days
    assert days[YESTERDAY] == ZERO
    assert days[TODAY] == Counts(ratings=1, stars=5)


@pytest.mark.parametrize("seed", range(6))
def test_everything_twice_and_shuffled_gives_the_same_totals(ledger, seed):
    events = [*ORDERS, *RATINGS] * 2
    random.Random(seed).shuffle(events)
    record(ledger, *events)
    emma, dracula = (ledger.load_totals(book_id, DAYS) for book_id in ("emma", "dracula"))
    assert emma.total == Counts(1, 1, 2, 9)
    assert dracula.total == Counts(2, 2, 1, 1)
    assert sum(emma.days.values(), ZERO) == emma.total
    assert sum(dracula.days.values(), ZERO) == dracula.total
    assert dracula.days[YESTERDAY] == Counts(1, 1)


def test_many_orders_of_one_book_at_once_are_all_counted(ledger):
    orders = [order("emma", order_id=f"o-{n}", customer=f"c-{n}") for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: record(ledger, one, one), orders))
    assert total(ledger) == Counts(copies=24, orders=24)


def test_an_unknown_book_counts_nothing(ledger):
    totals = ledger.load_totals("emma", DAYS)
    assert totals.category is None
    assert totals.total == ZERO
    assert totals.days == {}
    assert totals.version == 0


def test_a_scan_of_every_book_equals_reading_each_alone(table, ledger):
    long_ago = order("emma", order_id="o-2", paid_at=NOON - timedelta(days=90))
    record(ledger, order("emma", "dracula"), long_ago)
    BookRepository(table).save(book_event("emma"))
    BookRepository(table).save(book_event("walden"))
    scanned = list(ledger.scan_totals(DAYS))
    assert scanned == [ledger.load_totals(one.book_id, DAYS) for one in scanned]
    assert sorted(one.book_id for one in scanned) == ["dracula", "emma", "walden"]
    assert ledger.load_versions(["emma", "unknown"]) == {"emma": ledger.load_version("emma")}


def test_the_catalogs_events_and_orders_share_one_version(table, ledger):
    record(ledger, order("emma"))
    BookRepository(table).save(book_event("emma"))
    totals = ledger.load_totals("emma", DAYS)
    assert totals.category == "Fiction"
    assert totals.on_sale
    assert totals.total.copies == 1
    assert totals.version == 2


def test_the_purchases_of_a_closed_account_count_and_name_nobody(table, ledger):
    record(ledger, order("emma"))
    CustomerRepository(table).erase("ann")
    record(ledger, order("dracula", order_id="o-2"), REFUNDED)
    assert total(ledger) == Counts(1, 1)
    assert total(ledger, "dracula") == Counts(2, 2)
    assert [item["sk"] for item in table.query_prefix("CUSTOMER#ann")] == ["CLOSED"]
    assert not any("ann" in str(item) for item in table.scan() if item["pk"] != "CUSTOMER#ann")
