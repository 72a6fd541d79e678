"""The replica of the catalog: which book has an ISBN, whatever the order of the events."""

from itertools import permutations

import pytest
from msgspec import structs

from chalicelib.inventory.catalog_replica import CatalogReplica
from chalicelib.inventory.receive import on_book_changed
from chalicelib.inventory.repository import StockRepository
from chalicelib.inventory.stock import StockItem, event_for_stock_change
from tests.orders.counter import EMMA, PERSUASION, book

OTHER = book(PERSUASION).editions[0]
FORMER = book(EMMA, version=6, book_id="emma")
WITH_BOTH = structs.replace(FORMER, editions=(*FORMER.editions, OTHER))
WITHOUT = structs.replace(FORMER, editions=(OTHER,), version=7)
(ASSIGNED,) = (structs.replace(each, assignment=1, price=1_499) for each in FORMER.editions)
TAKEN = structs.replace(FORMER, book_id="persuasion", title="Persuasion", editions=(ASSIGNED,), version=1)


@pytest.fixture
def replica(table):
    return CatalogReplica(table)


@pytest.mark.parametrize("order", list(permutations([WITH_BOTH, WITHOUT, TAKEN])))
def test_an_isbn_that_moved_is_sold_as_its_new_books_in_any_order_of_the_events(table, replica, order):
    for event in (*order, *order):
        on_book_changed(event, replica=replica)
    item = StockRepository(table).get(EMMA)
    assert (item.book_id, item.title, item.price, item.withdrawn) == ("persuasion", "Persuasion", 1_499, False)
    assert StockRepository(table).get(PERSUASION).withdrawn is False


def test_the_withdrawal_of_the_former_book_withdraws_nothing_of_the_new_one(table, replica):
    for event in (WITH_BOTH, TAKEN, structs.replace(WITH_BOTH, withdrawn=True, version=9)):
        on_book_changed(event, replica=replica)
    stock = StockRepository(table)
    assert (stock.get(EMMA).withdrawn, stock.get(PERSUASION).withdrawn) == (False, True)


def test_an_edition_saved_before_isbns_could_move_is_updated(table, replica):
    on_book_changed(WITH_BOTH, replica=replica)
    table.update(f"STOCK#{EMMA}", "STOCK", removes=("edition_version",))
    on_book_changed(structs.replace(WITH_BOTH, title="Emma Woodhouse", version=8), replica=replica)
    assert StockRepository(table).get(EMMA).title == "Emma Woodhouse"


def test_a_book_that_takes_over_an_isbn_learns_its_availability():
    old = StockItem(isbn=EMMA, book_id="emma", title="Emma", format="paperback", price=1, currency="GBP", available=9)
    event = event_for_stock_change(old, structs.replace(old, book_id="persuasion"))
    assert event is not None
    assert (event.book_id, event.availability) == ("persuasion", "in_stock")
    assert event_for_stock_change(old, structs.replace(old, title="Emma Woodhouse")) is None
