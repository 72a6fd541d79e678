"""A new reader browses, searches, fills a cart as a guest, signs up, orders, pays, and looks at every view."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from ulid import ULID

from local.demo.delays import delays
from local.demo.purchase import order_cart, paid_order, pay
from local.sample_data.accounts import PASSWORD
from ops.stage import Stage

T = TypeVar("T")


def walk(stage: Stage, stripe: str) -> None:
    """Each step with its time."""
    guest, email = stage.visitor(), f"reader-{ULID()}@bookstore.example"
    shelf = _timed("browse Mystery", lambda: guest.get("/catalog/books", category="Mystery", limit=12))
    _timed("search for 'sherlok holms'", lambda: guest.get("/search/search", q="sherlok holms"))
    book = next(book for book in shelf["items"] if _edition(book))
    edition = _edition(book)
    cart = _timed("open a cart as a guest", lambda: guest.send("POST", "/cart/carts"))
    line = {"quantity": 1, "price_seen": edition["price"]}
    path = f"/cart/carts/{cart['id']}/lines/{edition['isbn']}"
    _timed(f"put {book['title']} in it", lambda: guest.send("PUT", path, line))
    _timed("sign up", lambda: stage.pool.sign_up(email, PASSWORD))
    reader = _timed("sign in", lambda: stage.signed_in(email, PASSWORD))
    merged = _timed("take the cart over", lambda: reader.send("POST", "/cart/carts/me/merge", {"cart_id": cart["id"]}))
    placed = _timed("order", lambda: order_cart(reader, merged["cart"]))
    _timed("pay", lambda: pay(stripe, placed["client_secret"]))
    order = _timed("hear from Stripe that it is paid", lambda: paid_order(reader, placed["order_id"]))
    print(f"\nOrder {order['order_id']} is paid; from then on:")
    for name, seconds in delays(guest, order).items():
        print(f"  {seconds * 1000:7.0f} ms  {name}")


def _edition(book: dict[str, Any]) -> dict[str, Any]:
    on_shelf = [e for e in book["editions"] if e["format"] == "paperback" and e["availability"] == "in_stock"]
    return on_shelf[0] if on_shelf else {}


def _timed(what: str, step: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = step()
    print(f"  {(time.perf_counter() - began) * 1000:7.0f} ms  {what}")
    return done
