"""A new customer browses, searches, fills a cart, signs up, orders and pays; then every read model follows."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from ulid import ULID

from local.demo.delays import measure_delays
from local.demo.purchase import pay, place_order, wait_for_payment
from local.sample_data.accounts import PASSWORD
from ops.stage import Stage

T = TypeVar("T")


def walk(stage: Stage, stripe: str) -> None:
    """Go through the shop as a new customer and print the time of each step."""
    guest, email = stage.guest(), f"customer-{ULID()}@bookstore.example"
    books = _time_step("browse Mystery", lambda: guest.get("/catalog/books", category="Mystery", limit=12))["items"]
    _time_step("search for 'sherlok holms'", lambda: guest.get("/search/search", q="sherlok holms"))
    book, edition = next((book, e) for book in books for e in book["editions"] if _is_paperback_in_stock(e))
    cart = _time_step("open a cart as a guest", lambda: guest.send("POST", "/cart/carts"))
    line = {"quantity": 1, "price_seen": edition["price"]}
    path = f"/cart/carts/{cart['id']}/lines/{edition['isbn']}"
    _time_step(f"put {book['title']} in it", lambda: guest.send("PUT", path, line))
    _time_step("create an account", lambda: stage.pool.ensure(email, PASSWORD))
    customer = _time_step("sign in", lambda: stage.sign_in(email, PASSWORD))
    merge = {"cart_id": cart["id"]}
    merged = _time_step("merge the guest's cart", lambda: customer.send("POST", "/cart/carts/me/merge", merge))
    placed = _time_step("order", lambda: place_order(customer, merged["cart"]))
    _time_step("pay", lambda: pay(stripe, placed["client_secret"]))
    order = _time_step("receive Stripe's webhook", lambda: wait_for_payment(customer, placed["order_id"]))
    print(f"\nOrder {order['order_id']} is paid; from then on:")
    for name, seconds in measure_delays(guest, order).items():
        print(f"  {seconds * 1000:7.0f} ms  {name}")


def _is_paperback_in_stock(edition: dict[str, Any]) -> bool:
    return bool(edition["format"] == "paperback" and edition["availability"] == "in_stock")


def _time_step(what: str, step: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = step()
    print(f"  {(time.perf_counter() - started) * 1000:7.0f} ms  {what}")
    return result
