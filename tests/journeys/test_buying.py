"""A reader finds a book, buys it, and every view knows it, once."""

import pytest

from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment

BOOK, OTHER = "dracula", "carmilla"


def left(shop, isbn):
    return shop.staff.get(f"/orders/inventory/{isbn}")["available"]


def copies_sold(shop, book_id):
    ranked = shop.guest().get("/recommendations/bestsellers", window="all")["items"]
    return next((item["score"] for item in ranked if item["book"]["book_id"] == book_id), 0)


def buy(shop, reader, *editions, quantity=1):
    cart = fill_cart(reader, editions, quantity)
    placed = place_order(reader, cart)
    pay(shop.stripe, placed["client_secret"])
    return wait_for_payment(reader, placed["order_id"])


@pytest.fixture(scope="module")
def books(shop):
    """Two printed editions of two books that the shop has."""
    ids = [book.book_id for book in shop.books if book.category == "Gothic"][:2]
    return [shop.edition(book_id) | {"book_id": book_id} for book_id in ids]


def test_a_guest_fills_a_cart_signs_up_and_finds_it_again(shop, books):
    guest = shop.guest()
    cart = guest.send("POST", "/cart/carts")
    line = {"quantity": 2, "price_seen": books[0]["price"]}
    guest.send("PUT", f"/cart/carts/{cart['id']}/lines/{books[0]['isbn']}", line)
    reader = shop.new_reader()
    merged = [reader.send("POST", "/cart/carts/me/merge", {"cart_id": cart["id"]}) for _ in range(2)]
    assert [(one["added"], one["cart"]["copies"]) for one in merged] == [(1, 2), (1, 2)]


def test_a_paid_order_changes_cart_stock_top_20_and_search_once(shop, books):
    edition = books[0]
    before = (left(shop, edition["isbn"]), copies_sold(shop, edition["book_id"]))
    reader = shop.new_reader()
    order = buy(shop, reader, edition, quantity=2)
    assert (order["status"], order["payment"]) == ("paid", "card")
    shop.wait_until(lambda: not reader.get("/cart/carts/me")["lines"], "the empty cart")
    shop.wait_until(lambda: copies_sold(shop, edition["book_id"]) == before[1] + 2, "the Top 20")
    assert left(shop, edition["isbn"]) == before[0] - 2


def test_readers_who_bought_both_make_one_lead_to_the_other(shop, books):
    for _ in range(3):
        buy(shop, shop.new_reader(), *books)

    def companions():
        found = shop.guest().get(f"/recommendations/books/{books[0]['book_id']}/also-bought")
        return [item["book"]["book_id"] for item in found["items"] if item["because"]]

    assert shop.wait_until(companions, "also bought") == [books[1]["book_id"]]


def test_the_same_cart_submitted_again_is_the_same_order(shop, books):
    reader = shop.new_reader()
    cart = fill_cart(reader, books[:1])
    first, again = place_order(reader, cart), place_order(reader, cart)
    assert first == again


def test_another_customers_order_is_not_there(shop, books):
    reader, stranger = shop.new_reader(), shop.new_reader()
    order_id = place_order(reader, fill_cart(reader, books[:1]))["order_id"]
    asked = [("GET", ""), ("POST", "/payment"), ("POST", "/cancel")]
    answers = [stranger.request(method, f"/orders/orders/{order_id}{path}").status_code for method, path in asked]
    assert answers == [404, 404, 404]
    assert reader.get(f"/orders/orders/{order_id}")["status"] == "pending_payment"


def test_a_cancelled_order_gives_its_copies_back_once(shop, books):
    isbn, reader = books[1]["isbn"], shop.new_reader()
    before = left(shop, isbn)
    order_id = place_order(reader, fill_cart(reader, books[1:]))["order_id"]
    assert left(shop, isbn) == before - 1
    for _ in range(2):
        reader.request("POST", f"/orders/orders/{order_id}/cancel")
    assert (reader.get(f"/orders/orders/{order_id}")["status"], left(shop, isbn)) == ("cancelled", before)
