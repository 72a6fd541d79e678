"""Which books a customer bought and kept, on a real table."""

import pytest

from bookstore.events import OrderCancelled, OrderRefunded
from chalicelib.also_bought.edges import ClosedAccount, Owned, Ownership
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import Readers, changed_reader
from chalicelib.ledger.repository import Ledger
from tests.recommendations.builders import NOON, TODAY, line, order

EMMA = Owned("ann", "emma", "o-1", 1, TODAY)


@pytest.fixture
def readers(table):
    return Readers(table)


def hear(table, *orders):
    for one in orders:
        record_events.hear_order(one, ledger=Ledger(table))


def test_the_latest_books_come_first(table, readers):
    hear(table, order("dracula", order_id="o-0", paid_at=NOON.replace(day=23)), order("emma"))
    assert readers.shelf("ann") == readers.shelve("ann") == readers.shelf("ann") == ["emma", "dracula"]


def test_a_shelf_that_is_out_of_date_is_not_read(table, readers):
    hear(table, order("emma"))
    readers.shelve("ann")
    hear(table, order("dracula", order_id="o-0", paid_at=NOON.replace(day=23)))
    assert readers.shelf("ann") == ["emma", "dracula"]
    hear(table, order("emma", kind=OrderCancelled, version=3, status="cancelled"))
    assert readers.shelf("ann") == ["dracula"]


def test_a_shelf_is_one_item_that_goes_with_the_last_book(table, readers):
    hear(table, order("emma", "dracula"), order("emma", order_id="o-2"))
    readers.shelve("ann")
    assert table.get("CUSTOMER#ann", "SHELF")["books"] == '["emma","dracula"]'
    hear(table, *(order(*books, order_id=o, kind=OrderCancelled, version=3, status="cancelled")
                  for o, books in {"o-1": ("emma", "dracula"), "o-2": ("emma",)}.items()))  # fmt: skip
    assert (readers.shelve("ann"), table.get("CUSTOMER#ann", "SHELF")) == ([], None)


def test_a_book_given_back_is_not_theirs(table, readers):
    hear(table, order("emma", "dracula"))
    hear(table, order(line("emma", 1, remaining=0), "dracula", kind=OrderRefunded, version=3))
    assert readers.shelf("ann") == ["dracula"]


def test_one_who_comes_again_finds_only_what_is_still_so(table, readers):
    hear(table, order("emma", "dracula"))
    before = list(readers.all())
    hear(table, order("emma", "dracula", kind=OrderCancelled, version=3, status="cancelled"))
    assert (len(before), readers.again(before), list(readers.all())) == (2, set(), [])


def test_a_customer_is_forgotten_and_nobody_else(table, readers):
    hear(table, order("emma"), order("emma", order_id="o-2", customer="bob"))
    readers.shelve("ann")
    readers.forget("ann")
    readers.forget("ann")
    assert (readers.shelf("ann"), readers.shelf("bob")) == ([], ["emma"])


def test_an_item_says_which_purchase_it_is_and_by_which_version_of_the_order(table):
    hear(table, order("emma"))
    (item,) = table.query_prefix("CUSTOMER#ann")
    assert changed_reader(None, item) == Ownership(EMMA, kept=True, version=2)
    assert changed_reader(item, None) == Ownership(EMMA, kept=False, version=2)


def test_a_closed_account_is_told_from_a_purchase(table, readers):
    readers.forget("ann")
    (item,) = table.query_prefix("CUSTOMER#ann")
    assert changed_reader(None, item) == ClosedAccount("ann")
