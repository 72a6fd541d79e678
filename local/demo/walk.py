"""A new reader browses, searches, fills a cart as a guest, signs up, orders, pays, and looks at every view."""

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
    """Each step with its time."""
    guest, email = stage.visitor(), f"reader-{ULID()}@bookstore.example"
    shelf = _time_step("browse Mystery", lambda: guest.get("/catalog/books", category="Mystery", limit=12))
    _time_step("search for 'sherlok holms'", lambda: guest.get("/search/search", q="sherlok holms"))
    book = next(book for book in shelf["items"] if _paperback_in_stock(book))
    edition = _paperback_in_stock(book)
    cart = _time_step("open a cart as a guest", lambda: guest.send("POST", "/cart/carts"))
    line = {"quantity": 1, "price_seen": edition["price"]}
    path = f"/cart/carts/{cart['id']}/lines/{edition['isbn']}"
    _time_step(f"put {book['title']} in it", lambda: guest.send("PUT", path, line))
    _time_step("sign up", lambda: stage.pool.sign_up(email, PASSWORD))
    reader = _time_step("sign in", lambda: stage.signed_in(email, PASSWORD))
    merged = _time_step(
        "take the cart over", lambda: reader.send("POST", "/cart/carts/me/merge", {"cart_id": cart["id"]})
    )
    placed = _time_step("order", lambda: place_order(reader, merged["cart"]))
    _time_step("pay", lambda: pay(stripe, placed["client_secret"]))
    order = _time_step("hear from Stripe that it is paid", lambda: wait_for_payment(reader, placed["order_id"]))
    print(f"\nOrder {order['order_id']} is paid; from then on:")
    for name, seconds in measure_delays(guest, order).items():
        print(f"  {seconds * 1000:7.0f} ms  {name}")


def _paperback_in_stock(book: dict[str, Any]) -> dict[str, Any]:
    on_shelf = [e for e in book["editions"] if e["format"] == "paperback" and e["availability"] == "in_stock"]
    return on_shelf[0] if on_shelf else {}


def _time_step(what: str, step: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = step()
    print(f"  {(time.perf_counter() - began) * 1000:7.0f} ms  {what}")
    return done
