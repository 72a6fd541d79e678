"""A customer buys a book, and every service records it once."""

import pytest

from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment

BOOK, OTHER = "dracula", "carmilla"


def available(shop, isbn):
    return shop.staff.get(f"/orders/inventory/{isbn}")["available"]


def copies_sold(shop, book_id):
    items = shop.guest().get("/recommendations/bestsellers", window="all")["items"]
    return next((item["score"] for item in items if item["book"]["book_id"] == book_id), 0)


def buy(shop, customer, *editions, quantity=1):
    cart = fill_cart(customer, editions, quantity)
    placed = place_order(customer, cart)
    pay(shop.stripe, placed["client_secret"])
    return wait_for_payment(customer, placed["order_id"])


@pytest.fixture(scope="module")
def books(shop):
    """Return printed editions of two books of the shop."""
    ids = [book.book_id for book in shop.books if book.category == "Gothic"][:2]
    return [shop.edition(book_id) | {"book_id": book_id} for book_id in ids]


def test_a_guest_fills_a_cart_signs_up_and_finds_it_again(shop, books):
    guest = shop.guest()
    cart = guest.send("POST", "/cart/carts")
    line = {"quantity": 2, "price_seen": books[0]["price"]}
    guest.send("PUT", f"/cart/carts/{cart['id']}/lines/{books[0]['isbn']}", line)
    customer = shop.new_customer()
    for _ in range(2):
        response = customer.send("POST", "/cart/carts/me/merge", {"cart_id": cart["id"]})
        assert response["added"] == 1
        assert response["cart"]["copies"] == 2


def test_a_paid_order_changes_cart_stock_top_20_and_search_once(shop, books):
    edition = books[0]
    stock_before, sold_before = available(shop, edition["isbn"]), copies_sold(shop, edition["book_id"])
    customer = shop.new_customer()
    order = buy(shop, customer, edition, quantity=2)
    assert order["status"] == "paid"
    assert order["payment"] == "card"
    shop.wait_until(lambda: not customer.get("/cart/carts/me")["lines"], "the empty cart")
    shop.wait_until(lambda: copies_sold(shop, edition["book_id"]) == sold_before + 2, "the Top 20")
    assert available(shop, edition["isbn"]) == stock_before - 2


def test_customers_who_bought_both_make_one_lead_to_the_other(shop, books):
    for _ in range(3):
        buy(shop, shop.new_customer(), *books)

    def list_companions():
        response = shop.guest().get(f"/recommendations/books/{books[0]['book_id']}/also-bought")
        return [item["book"]["book_id"] for item in response["items"] if item["because"]]

    assert shop.wait_until(list_companions, "also bought") == [books[1]["book_id"]]


def test_the_same_cart_submitted_again_is_the_same_order(shop, books):
    customer = shop.new_customer()
    cart = fill_cart(customer, books[:1])
    first, repeat = place_order(customer, cart), place_order(customer, cart)
    assert repeat == first


def test_another_customers_order_is_not_there(shop, books):
    customer, other = shop.new_customer(), shop.new_customer()
    order_id = place_order(customer, fill_cart(customer, books[:1]))["order_id"]
    for method, path in [("GET", ""), ("POST", "/payment"), ("POST", "/cancel")]:
        assert other.request(method, f"/orders/orders/{order_id}{path}").status_code == 404
    assert customer.get(f"/orders/orders/{order_id}")["status"] == "pending_payment"


def test_a_cancelled_order_gives_its_copies_back_once(shop, books):
    isbn, customer = books[1]["isbn"], shop.new_customer()
    before = available(shop, isbn)
    order_id = place_order(customer, fill_cart(customer, books[1:]))["order_id"]
    assert available(shop, isbn) == before - 1
    for _ in range(2):
        customer.request("POST", f"/orders/orders/{order_id}/cancel")
    assert customer.get(f"/orders/orders/{order_id}")["status"] == "cancelled"
    assert available(shop, isbn) == before
