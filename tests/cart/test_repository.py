"""Carts on a real DynamoDB API."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib.cart import (
    MAX_COPIES,
    MAX_LINES,
    MAX_WISHES,
    AddRequest,
    CartFull,
    CartNotFound,
    LineChanged,
    LineRequest,
    TooManyCopies,
    WishlistFull,
)
from chalicelib.edit import add_to_line, create_guest_cart, merge_guest_cart, put_line
from chalicelib.record_events import on_book_changed, on_order_paid
from tests.cart.builders import CUSTOMER_ID, ISBN, SECOND, THIRD, book_added, edition, line, order_paid, price
from tests.faults.concurrency import run_concurrently


def put_or_refuse(carts, cart, isbn):
    try:
        carts.put_line(cart, isbn, line())
    except CartFull as refused:
        return refused.code
    return "put"


def wish_or_refuse(carts, book_id):
    try:
        carts.add_wish(CUSTOMER_ID, book_id)
    except WishlistFull as refused:
        return refused.code
    return "put"


def quantities(cart):
    return {isbn: each.quantity for isbn, each in cart.lines.items()}


class EverythingIsSold:
    """A price list that has every edition."""

    def find_sold(self, isbn):
        return price(isbn)

    def get_many(self, isbns):
        return {isbn: self.find_sold(isbn) for isbn in isbns}


def merge(customer, guest_id, carts):
    return merge_guest_cart(customer, guest_id, carts=carts, editions=EverythingIsSold())


def add_own(carts, isbn, key, editions=None):
    def load():
        return carts.get_own(CUSTOMER_ID)

    return add_to_line(load, isbn, AddRequest(1, 999), key, carts=carts, editions=editions or EverythingIsSold())


def test_a_guest_cart_is_loaded_by_its_id_alone(carts):
    cart = create_guest_cart(carts=carts)
    assert len(cart.id) == 32
    assert carts.get_guest(cart.id).lines == {}


def test_an_expired_cart_is_not_found_before_dynamodb_deletes_it(carts):
    cart = carts.add_guest("c" * 32, clock.now() - timedelta(seconds=1))
    with pytest.raises(CartNotFound):
        carts.get_guest(cart.id)


def test_two_devices_that_add_different_books_lose_nothing(carts):
    own = carts.get_own(CUSTOMER_ID)
    isbns = [f"97970000{n:05}" for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda isbn: carts.put_line(own, isbn, line()), isbns))
    cart = carts.get_own(CUSTOMER_ID)
    assert set(cart.lines) == set(isbns)
    assert cart.revision == 21


def test_eight_devices_create_one_cart(carts):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: carts.get_own(CUSTOMER_ID).id, range(8)))) == 1


def test_a_full_cart_takes_no_other_book_but_more_of_the_same(carts):
    own = carts.get_own(CUSTOMER_ID)
    for number in range(MAX_LINES):
        carts.put_line(own, f"97971000{number:05}", line())
    with pytest.raises(CartFull):
        carts.put_line(own, ISBN, line())
    assert carts.put_line(own, "9797100000001", line(2)).lines["9797100000001"].quantity == 2


def test_concurrent_requests_fill_a_cart_to_its_limit_and_no_further(carts):
    """The first lines race for the last places; two of them were saved for later and are moved back."""
    own = carts.get_own(CUSTOMER_ID)
    for number in range(MAX_LINES - 3):
        own = carts.put_line(own, f"97971000{number:05}", line())
    saved = [f"97974000{number:05}" for number in range(4)]
    for isbn in saved:
        own = carts.put_line(own, isbn, line(saved=True))
    isbns = [*saved, *(f"97973000{number:05}" for number in range(8))]
    results = run_concurrently([partial(put_or_refuse, carts, own, isbn) for isbn in isbns])
    assert Counter(results) == {"put": 3, "cart_full": 9}
    assert len([each for each in carts.get_own(CUSTOMER_ID).lines.values() if not each.saved]) == MAX_LINES


def test_a_line_of_a_full_cart_is_changed_and_saved_for_later(carts):
    own = carts.get_own(CUSTOMER_ID)
    for number in range(MAX_LINES):
        own = carts.put_line(own, f"97971000{number:05}", line())
    first = "9797100000000"
    assert carts.put_line(own, first, line(2)).lines[first].quantity == 2
    own = carts.put_line(own, first, line(saved=True))
    assert own.lines[first].saved
    own = carts.put_line(own, ISBN, line())
    assert len(own.lines) == MAX_LINES + 1
    with pytest.raises(CartFull):
        carts.put_line(own, first, line())


def test_a_cart_with_every_place_for_later_taken_takes_no_other_book(carts, monkeypatch):
    monkeypatch.setattr("chalicelib.cart.MAX_STORED_LINES", 2)
    own = carts.get_own(CUSTOMER_ID)
    for isbn in (SECOND, THIRD):
        own = carts.put_line(own, isbn, line(saved=True))
    with pytest.raises(CartFull):
        carts.put_line(own, ISBN, line(saved=True))
    assert carts.put_line(own, SECOND, line()).lines[SECOND].saved is False


def test_concurrent_wishes_fill_a_wishlist_to_its_limit_and_no_further(carts):
    for number in range(MAX_WISHES - 2):
        carts._table.put({"pk": f"BUYER#{CUSTOMER_ID}", "sk": f"WISH#old-{number}"})  # stored before there was a limit
    calls = [partial(wish_or_refuse, carts, f"new-{number}") for number in range(8)]
    assert Counter(run_concurrently(calls)) == {"put": 2, "wishlist_full": 6}
    assert len(list(carts.list_wishes(CUSTOMER_ID))) == MAX_WISHES
    carts.remove_wish(CUSTOMER_ID, "old-1")
    carts.add_wish(CUSTOMER_ID, "another")


def test_a_book_wished_for_twice_keeps_its_first_time_even_in_a_full_wishlist(carts, monkeypatch):
    monkeypatch.setattr("chalicelib.repository.MAX_WISHES", 1)
    carts.add_wish(CUSTOMER_ID, "emma")
    first = list(carts.list_wishes(CUSTOMER_ID))
    carts.add_wish(CUSTOMER_ID, "emma")
    assert list(carts.list_wishes(CUSTOMER_ID)) == first


def test_concurrent_merges_of_one_cart_merge_it_once(carts):
    guest = create_guest_cart(carts=carts)
    carts.put_line(guest, ISBN, line(2))
    carts.put_line(carts.get_own(CUSTOMER_ID), ISBN, line(1))
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: merge(CUSTOMER_ID, guest.id, carts), range(4)))
    assert counts == [1, 1, 1, 1]
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: 3}
    with pytest.raises(CartNotFound):
        carts.get_guest(guest.id)


def test_a_cart_merged_by_one_customer_is_not_found_by_another(carts):
    guest = create_guest_cart(carts=carts)
    merge(CUSTOMER_ID, guest.id, carts)
    with pytest.raises(CartNotFound):
        merge("customer-2", guest.id, carts)


def test_a_line_added_during_a_merge_is_a_conflict(carts):
    guest, own = create_guest_cart(carts=carts), carts.get_own(CUSTOMER_ID)
    carts.put_line(guest, ISBN, line())
    with pytest.raises(ConcurrentUpdate):
        carts.merge(CUSTOMER_ID, own, guest, {})
    assert quantities(carts.get_guest(guest.id)) == {ISBN: 1}


def test_a_paid_order_is_subtracted_once(carts):
    own = carts.get_own(CUSTOMER_ID)
    carts.put_line(own, ISBN, line(3))
    for _ in range(3):
        on_order_paid(order_paid((ISBN, 1)), carts=carts)
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: 2}


def test_an_imported_order_is_not_subtracted(carts):
    carts.put_line(carts.get_own(CUSTOMER_ID), ISBN, line(1))
    on_order_paid(order_paid((ISBN, 1), payment="imported"), carts=carts)
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: 1}


def test_nothing_but_its_mark_is_left_of_a_closed_account(carts, table):
    carts.put_line(carts.get_own(CUSTOMER_ID), ISBN, line())
    carts.add_wish(CUSTOMER_ID, "emma")
    add_own(carts, ISBN, "click-1")
    carts.erase(CUSTOMER_ID)
    assert [item["sk"] for item in table.scan()] == ["CLOSED"]


def test_concurrent_merges_of_overlapping_carts_double_nothing_and_exceed_no_limit(carts):
    """42. Seven copies here and six there are ten in all, however many requests merge them."""
    for number in range(3):
        guest, customer = create_guest_cart(carts=carts), f"customer-{number}"
        for isbn, copies in ((ISBN, 6), (SECOND, 1)):
            carts.put_line(guest, isbn, line(copies))
        for isbn, copies in ((ISBN, 7), (THIRD, 2)):
            carts.put_line(carts.get_own(customer), isbn, line(copies))
        with ThreadPoolExecutor(6) as pool:
            merges = [pool.submit(merge, customer, guest.id, carts) for _ in range(6)]
        assert {merge.result() for merge in merges} == {2}
        assert quantities(carts.get_own(customer)) == {ISBN: 10, SECOND: 1, THIRD: 2}


def test_concurrent_additions_all_count(carts):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: add_own(carts, ISBN, f"click-{key}"), range(6)))
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: 6}


def test_concurrent_repeats_of_one_key_add_once(carts):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: add_own(carts, ISBN, "click-1"), range(4)))
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: 1}


def test_concurrent_additions_exceed_no_bound(carts):
    carts.put_line(carts.get_own(CUSTOMER_ID), ISBN, line(MAX_COPIES - 1))
    with ThreadPoolExecutor(3) as pool:
        additions = [pool.submit(add_own, carts, ISBN, f"click-{n}") for n in range(3)]
    assert sum(isinstance(each.exception(), TooManyCopies) for each in additions) == 2
    assert quantities(carts.get_own(CUSTOMER_ID)) == {ISBN: MAX_COPIES}


def test_a_full_cart_takes_no_added_book(carts):
    own = carts.get_own(CUSTOMER_ID)
    for number in range(MAX_LINES):
        carts.put_line(own, f"97971000{number:05}", line())
    with pytest.raises(CartFull):
        add_own(carts, ISBN, "click-1")


def test_adding_renews_a_guest_cart(carts):
    cart = carts.add_guest("c" * 32, clock.now() + timedelta(days=1))
    add_to_line(
        lambda: carts.get_guest(cart.id), ISBN, AddRequest(1, 999), "k", carts=carts, editions=EverythingIsSold()
    )
    assert carts.get_guest(cart.id).expires_at > clock.now() + timedelta(days=29)


def test_a_line_from_before_versions_is_set_by_its_empty_version(carts, prices, table):
    on_book_changed(book_added(), prices=prices)
    stored = {"quantity": 2, "price_seen": 999, "added_at": "2026-11-01T10:00:00Z"}
    own = carts.get_own(CUSTOMER_ID)
    table.update(own.key, "CART", sets={f"lines.{ISBN}": stored})
    own = carts.get_own(CUSTOMER_ID)
    assert own.lines[ISBN].version == ""
    assert quantities(put_line(own, ISBN, LineRequest(3, 999, version=""), carts=carts, editions=prices)) == {ISBN: 3}
    with pytest.raises(LineChanged):
        put_line(own, ISBN, LineRequest(4, 999, version=""), carts=carts, editions=prices)


def test_copies_of_the_book_that_has_the_isbn_now_are_not_added_to_those_of_the_former_one(carts, prices):
    on_book_changed(book_added(), prices=prices)
    put_line(carts.get_own(CUSTOMER_ID), ISBN, LineRequest(MAX_COPIES, 999), carts=carts, editions=prices)
    on_book_changed(book_added(edition(assignment=1), book_id="persuasion", title="Persuasion"), prices=prices)
    for key in ("click-1", "click-2"):
        added = add_own(carts, ISBN, key, prices)
    assert (added.lines[ISBN].book_id, added.lines[ISBN].quantity) == ("persuasion", 2)
