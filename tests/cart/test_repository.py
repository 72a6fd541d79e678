"""Carts and prices on a real DynamoDB API."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations

import pytest

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.events.books import SeriesPlace
from chalicelib import edit as actions
from chalicelib import record_events as pricing
from chalicelib.cart import MOST_LINES, CartFull, CartUnknown, LineWanted
from chalicelib.prices import Prices
from chalicelib.repository import Carts
from tests.cart.builders import ISBN, SECOND, THIRD, book, edition, line, paid, stock


@pytest.fixture
def carts(table):
    return Carts(table)


@pytest.fixture
def prices(table):
    return Prices(table)


def quantities(cart):
    return {isbn: one.quantity for isbn, one in cart.lines.items()}


def test_a_guest_cart_is_found_by_its_id_alone(carts):
    cart = actions.new_cart(carts=carts)
    assert (len(cart.id), carts.guest(cart.id).lines) == (32, {})


def test_an_expired_cart_is_gone_before_dynamodb_removes_it(carts):
    cart = carts.add_guest("c" * 32, clock.now() - timedelta(seconds=1))
    with pytest.raises(CartUnknown):
        carts.guest(cart.id)


def test_two_devices_that_put_different_books_lose_nothing(carts):
    own = carts.own("reader-1")
    isbns = [f"97970000{n:05}" for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda isbn: carts.put_line(own, isbn, line()), isbns))
    cart = carts.own("reader-1")
    assert (set(cart.lines), cart.revision) == (set(isbns), 21)


def test_eight_devices_make_one_cart(carts):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: carts.own("reader-1").id, range(8)))) == 1


def test_a_full_cart_takes_no_other_book_but_more_of_the_same(carts):
    own = carts.own("reader-1")
    for number in range(MOST_LINES):
        carts.put_line(own, f"97971000{number:05}", line())
    with pytest.raises(CartFull):
        carts.put_line(own, ISBN, line())
    assert carts.put_line(own, "9797100000001", line(2)).lines["9797100000001"].quantity == 2


def test_a_cart_merges_once_however_often_it_is_asked(carts):
    guest = actions.new_cart(carts=carts)
    carts.put_line(guest, ISBN, line(2))
    carts.put_line(carts.own("reader-1"), ISBN, line(1))
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda _: actions.merge_guest_cart("reader-1", guest.id, carts=carts), range(4)))
    assert (added, quantities(carts.own("reader-1"))) == ([1, 1, 1, 1], {ISBN: 3})
    with pytest.raises(CartUnknown):
        carts.guest(guest.id)


def test_a_cart_merged_by_one_customer_is_unknown_to_another(carts):
    guest = actions.new_cart(carts=carts)
    actions.merge_guest_cart("reader-1", guest.id, carts=carts)
    with pytest.raises(CartUnknown):
        actions.merge_guest_cart("reader-2", guest.id, carts=carts)


def test_a_line_put_in_while_merging_makes_the_merge_read_again(carts):
    guest, own = actions.new_cart(carts=carts), carts.own("reader-1")
    carts.put_line(guest, ISBN, line())
    with pytest.raises(ConcurrentUpdate):
        carts.merge("reader-1", own, guest, {})
    assert quantities(carts.guest(guest.id)) == {ISBN: 1}


def test_a_paid_order_empties_its_books_once(carts):
    own = carts.own("reader-1")
    carts.put_line(own, ISBN, line(3))
    for _ in range(3):
        actions.hear_order_paid(paid((ISBN, 1)), carts=carts)
    assert quantities(carts.own("reader-1")) == {ISBN: 2}


def test_an_imported_order_never_was_in_the_cart(carts):
    carts.put_line(carts.own("reader-1"), ISBN, line(1))
    actions.hear_order_paid(paid((ISBN, 1), payment="imported"), carts=carts)
    assert quantities(carts.own("reader-1")) == {ISBN: 1}


def test_an_edition_is_known_from_the_catalog_and_its_stock_from_orders(prices):
    pricing.hear_stock(stock("low", left=2), prices=prices)
    assert prices.of([ISBN]) == {}
    pricing.hear_book(book(), prices=prices)
    assert (prices.of([ISBN])[ISBN].price, prices.of([ISBN])[ISBN].left, prices.sells(ISBN)) == (999, 2, True)


def test_a_line_knows_the_series_that_its_cover_shows(prices):
    place = SeriesPlace("highbury", "Highbury", 2)
    pricing.hear_book(book(series=place), prices=prices)
    assert prices.of([ISBN])[ISBN].series == place


def test_a_dropped_edition_is_not_sold_in_whatever_order_the_versions_come(table):
    first = book(edition(), edition(SECOND), version=1)
    second = book(edition(price=1099), edition(THIRD), version=2)
    third = book(edition(price=1099), version=3)
    for number, order in enumerate(permutations([first, second, third])):
        prices = Prices(table)
        for event in order:
            renamed = [edition(f"{e.isbn[:4]}{number}{e.isbn[5:]}", price=e.price) for e in event.editions]
            pricing.hear_book(book(*renamed, version=event.version, book_id=f"emma-{number}"), prices=prices)
        sold = [prices.sells(f"{isbn[:4]}{number}{isbn[5:]}") for isbn in (ISBN, SECOND, THIRD)]
        assert sold == [True, False, False], [event.version for event in order]


def test_an_unknown_edition_cannot_be_put_in_a_cart(carts, prices):
    own = carts.own("reader-1")
    with pytest.raises(Exception, match="do not sell"):
        actions.put_line(own, ISBN, LineWanted(1, 999), carts=carts, prices=prices)
    assert carts.own("reader-1").lines == {}


def test_a_closed_account_leaves_nothing_behind(carts, table):
    carts.put_line(carts.own("reader-1"), ISBN, line())
    carts.wish("reader-1", "emma")
    carts.forget("reader-1")
    assert list(table.scan()) == []


def test_two_tabs_that_merge_overlapping_carts_double_nothing_and_pass_no_limit(carts):
    """42. Seven copies here, six there: ten in all, however many ask."""
    for round_ in range(3):
        guest, customer = actions.new_cart(carts=carts), f"reader-{round_}"
        for isbn, copies in ((ISBN, 6), (SECOND, 1)):
            carts.put_line(guest, isbn, line(copies))
        for isbn, copies in ((ISBN, 7), (THIRD, 2)):
            carts.put_line(carts.own(customer), isbn, line(copies))
        with ThreadPoolExecutor(6) as pool:
            asked = [pool.submit(actions.merge_guest_cart, customer, guest.id, carts=carts) for _ in range(6)]
        assert {each.result() for each in asked} == {2}
        assert quantities(carts.own(customer)) == {ISBN: 10, SECOND: 1, THIRD: 2}
