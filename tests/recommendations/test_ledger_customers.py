"""Which books a customer owns, on a real table."""

import pytest

from bookstore.events import OrderCancelled, OrderRefunded, OrderShipped
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import MAX_OWNED_BOOKS, CustomerRepository, to_ownership_change
from chalicelib.ledger.ownership import AccountClosure, OwnedBook, OwnershipChange
from chalicelib.ledger.repository import LedgerRepository
from tests.recommendations.builders import NOON, TODAY, line, order

SHIPPED = {"kind": OrderShipped, "version": 3, "status": "shipped"}
REFUNDED = {"kind": OrderRefunded, "version": 4, "status": "shipped"}
RETURNED = line("emma", 2, remaining=1)
EMMA = OwnedBook("ann", "emma", "o-1", 1, TODAY)


@pytest.fixture
def customers(table):
    return CustomerRepository(table)


def record(table, *orders):
    for one in orders:
        record_events.on_order_changed(one, ledger=LedgerRepository(table))


def test_the_latest_books_come_first(table, customers):
    record(table, order("dracula", order_id="o-0", paid_at=NOON.replace(day=23)), order("emma"))
    assert customers.load_owned_ids("ann") == ["emma", "dracula"]
    assert customers.refresh_owned_ids("ann") == ["emma", "dracula"]
    assert customers.load_owned_ids("ann") == ["emma", "dracula"]


def test_an_owned_list_that_is_out_of_date_is_not_read(table, customers):
    record(table, order("emma"))
    customers.refresh_owned_ids("ann")
    record(table, order("dracula", order_id="o-0", paid_at=NOON.replace(day=23)))
    assert customers.load_owned_ids("ann") == ["emma", "dracula"]
    record(table, order("emma", kind=OrderCancelled, version=3, status="cancelled"))
    assert customers.load_owned_ids("ann") == ["dracula"]


def test_an_owned_list_is_one_item_that_is_deleted_with_the_last_book(table, customers):
    record(table, order("emma", "dracula"), order("emma", order_id="o-2"))
    customers.refresh_owned_ids("ann")
    assert table.get("CUSTOMER#ann", "SHELF")["books"] == '["emma","dracula"]'
    cancelled = {"kind": OrderCancelled, "version": 3, "status": "cancelled"}
    record(table, order("emma", "dracula", **cancelled), order("emma", order_id="o-2", **cancelled))
    assert customers.refresh_owned_ids("ann") == []
    assert table.get("CUSTOMER#ann", "SHELF") is None


def test_a_returned_book_is_not_owned(table, customers):
    record(table, order("emma", "dracula"))
    record(table, order(line("emma", 1, remaining=0), "dracula", kind=OrderRefunded, version=3))
    assert customers.load_owned_ids("ann") == ["dracula"]


def test_a_reload_finds_only_what_is_still_owned(table, customers):
    record(table, order("emma", "dracula"))
    before = list(customers.scan())
    record(table, order("emma", "dracula", kind=OrderCancelled, version=3, status="cancelled"))
    assert len(before) == 2
    assert customers.reload(before) == set()
    assert list(customers.scan()) == []


def test_one_customer_is_erased_and_no_other(table, customers):
    record(table, order("emma"), order("emma", order_id="o-2", customer="bob"))
    customers.refresh_owned_ids("ann")
    customers.erase("ann")
    customers.erase("ann")
    assert customers.load_owned_ids("ann") == []
    assert customers.load_owned_ids("bob") == ["emma"]


def test_the_mark_of_a_closed_account_never_expires(table, customers):
    customers.erase("ann")
    assert "expires_at" not in table.get("CUSTOMER#ann", "CLOSED")


def test_an_owned_list_that_was_read_before_the_account_was_closed_is_not_saved(table, customers, monkeypatch):
    customers.erase("ann")
    monkeypatch.setattr(customers, "_query_owned_ids", lambda customer: ["emma"])
    assert customers.refresh_owned_ids("ann") == []
    assert table.get("CUSTOMER#ann", "SHELF") is None


def test_in_whatever_order_it_happens_nobody_is_named(table, customers, orders_of):
    steps = {
        "paid": lambda ann: record(table, order("emma", order_id=f"o-{ann}", customer=ann)),
        "shipped": lambda ann: record(table, order("emma", order_id=f"o-{ann}", customer=ann, **SHIPPED)),
        "refunded": lambda ann: record(table, order(RETURNED, order_id=f"o-{ann}", customer=ann, **REFUNDED)),
        "closed": customers.erase,
        "refreshed": customers.refresh_owned_ids,
    }
    for number, names in enumerate(orders_of(steps)):
        for name in (*names, names[0]):
            steps[name](f"ann-{number}")
        assert [item["sk"] for item in table.query_prefix(f"CUSTOMER#ann-{number}")] == ["CLOSED"], names


def test_an_item_names_its_purchase_and_the_version_of_the_order(table):
    record(table, order("emma"))
    (item,) = table.query_prefix("CUSTOMER#ann")
    assert to_ownership_change(None, item) == OwnershipChange(EMMA, is_owned=True, version=2)
    assert to_ownership_change(item, None) == OwnershipChange(EMMA, is_owned=False, version=2)


def test_a_closed_account_is_no_purchase(table, customers):
    customers.erase("ann")
    (item,) = table.query_prefix("CUSTOMER#ann")
    assert to_ownership_change(None, item) == AccountClosure("ann")


def test_the_longest_owned_list_fits_into_its_item(table, customers):
    """With ids of the greatest length; the oldest books are left out."""
    sort_keys = [f"OWNS#{number:080}#o-1" for number in range(MAX_OWNED_BOOKS + 10)]
    table.put_many({"pk": "CUSTOMER#ann", "sk": key, "kept": 1, "day": "2026-11-24"} for key in sort_keys)
    assert len(customers.refresh_owned_ids("ann")) == MAX_OWNED_BOOKS
    assert len(customers.load_owned_ids("ann")) == MAX_OWNED_BOOKS
