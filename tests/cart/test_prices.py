"""What the shop sells, on a real DynamoDB API: prices by the events of catalog and orders."""

from itertools import permutations

import pytest

from bookstore.events.books import SeriesPlace
from chalicelib.cart import EditionNotFound, LineRequest
from chalicelib.edit import put_line
from chalicelib.prices import PriceRepository
from chalicelib.record_events import on_book_changed, on_stock_changed
from tests.cart.builders import CUSTOMER_ID, ISBN, SECOND, THIRD, book_added, edition, stock_changed


def test_a_price_needs_the_catalogs_event_and_has_the_stock_of_an_earlier_one(prices):
    on_stock_changed(stock_changed("low", left=2), prices=prices)
    assert prices.get_many([ISBN]) == {}
    on_book_changed(book_added(), prices=prices)
    price = prices.get_many([ISBN])[ISBN]
    assert price.price == 999
    assert price.left == 2
    assert prices.find_sold(ISBN) is not None


def test_a_price_has_the_series_that_the_cover_shows(prices):
    series = SeriesPlace("highbury", "Highbury", 2)
    on_book_changed(book_added(series=series), prices=prices)
    assert prices.get_many([ISBN])[ISBN].series == series


def test_a_removed_edition_is_not_sold_in_any_order_of_the_versions(table):
    first = book_added(edition(), edition(SECOND), version=1)
    second = book_added(edition(price=1099), edition(THIRD), version=2)
    third = book_added(edition(price=1099), version=3)
    for number, order in enumerate(permutations([first, second, third])):
        prices = PriceRepository(table)
        for event in order:
            editions = [edition(f"{e.isbn[:4]}{number}{e.isbn[5:]}", price=e.price) for e in event.editions]
            on_book_changed(book_added(*editions, version=event.version, book_id=f"emma-{number}"), prices=prices)
        sold = [prices.find_sold(f"{isbn[:4]}{number}{isbn[5:]}") is not None for isbn in (ISBN, SECOND, THIRD)]
        assert sold == [True, False, False], [event.version for event in order]


def test_an_edition_without_a_price_cannot_be_added_to_a_cart(carts, prices):
    own = carts.get_own(CUSTOMER_ID)
    with pytest.raises(EditionNotFound):
        put_line(own, ISBN, LineRequest(1, 999), carts=carts, editions=prices)
    assert carts.get_own(CUSTOMER_ID).lines == {}


def test_an_isbn_that_moved_is_sold_as_its_new_books_in_any_order_of_the_events(table):
    before = book_added(edition(), edition(SECOND), version=6)
    after = book_added(edition(SECOND), version=7)
    taken = book_added(edition(price=1_499, assignment=1), book_id="persuasion", title="Persuasion", version=1)
    for order in permutations([before, after, taken]):
        for item in list(table.scan()):
            table.delete(item["pk"], item["sk"])
        prices = PriceRepository(table)
        for event in (*order, *order):
            on_book_changed(event, prices=prices)
        price = prices.find_sold(ISBN)
        assert price is not None
        assert (price.title, price.price) == ("Persuasion", 1_499), [event.version for event in order]


def test_an_isbn_that_came_back_is_sold_as_its_first_books(prices):
    emma, persuasion = book_added(edition(), edition(SECOND), version=6), book_added(edition(), book_id="persuasion")
    on_book_changed(book_added(edition(assignment=2), version=8), prices=prices)
    for late in (emma, book_added(edition(SECOND), version=7), persuasion):
        on_book_changed(late, prices=prices)
    assert prices.get_many([ISBN])[ISBN].book_id == "emma"
    assert prices.find_sold(ISBN) is not None
    on_book_changed(book_added(edition(SECOND), version=9), prices=prices)
    assert prices.find_sold(ISBN) is None


def test_a_line_that_is_put_again_is_of_the_book_that_has_the_isbn_now(carts, prices):
    on_book_changed(book_added(), prices=prices)
    cart = put_line(carts.get_own(CUSTOMER_ID), ISBN, LineRequest(1, 999), carts=carts, editions=prices)
    moved = book_added(edition(assignment=1), book_id="persuasion", title="Persuasion")
    on_book_changed(moved, prices=prices)
    assert (cart.lines[ISBN].book_id, cart.lines[ISBN].title) == ("emma", "Emma")
    renewed = put_line(cart, ISBN, LineRequest(1, 999), carts=carts, editions=prices)
    assert (renewed.lines[ISBN].book_id, renewed.lines[ISBN].title) == ("persuasion", "Persuasion")
