"""The emulated AWS, or Stripe, is killed amid twenty orders: what was answered is there, and nothing is there twice."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from deploy.waiting import wait_until
from local.backlog import count_in_flight, list_backlogs
from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.stripe_account import SIMULATOR_ACCOUNT
from ops.http_client import RequestRefused, ShopClient
from tests.local.small_aws import kill

CUSTOMERS = 20
AT_ONCE = 4  # before and after: each that comes at the same time needs a function that has not worked yet
ANSWERED = 12  # orders and payments, when the kill comes


@dataclass
class Customer:
    """What somebody was told, and has a right to rely on."""

    visitor: ShopClient
    cart: dict[str, Any]
    placed: dict[str, Any] | None = None
    paid: bool = False


@dataclass
class Rush:
    """Everybody orders and pays at once."""

    stripe: str
    customers: list[Customer]
    answers: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def buy(self, customer: Customer) -> None:
        try:
            customer.placed = place_order(customer.visitor, customer.cart)
            self.answers.release()
            pay(self.stripe, customer.placed["client_secret"])
            customer.paid = True
            self.answers.release()
        except (RequestRefused, httpx.TransportError):
            self.answers.release()


def edition_for(shop, part):
    """One that no other journey buys."""
    gothic = [book.book_id for book in shop.books if book.category == "Gothic"]
    return shop.edition(gothic[{"emulator": 2, "stripe": 3}[part]])


def killed_amid_orders(shop, part, edition):
    """Twenty customers, after the kill and a start as `make up` makes it."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        visitors = list(pool.map(lambda _: shop.new_reader(), range(CUSTOMERS)))
        carts = pool.map(lambda visitor: fill_cart(visitor, [edition]), visitors)
        customers = [Customer(visitor, cart) for visitor, cart in zip(visitors, carts, strict=True)]
    rush = Rush(shop.stripe, customers)
    with ThreadPoolExecutor(CUSTOMERS) as pool:
        ends = [pool.submit(rush.buy, customer) for customer in customers]
        for _ in range(ANSWERED):
            rush.answers.acquire()
        kill(shop.system, part)
        for end in ends:
            end.result()
    assert shop.system.start() == [part]
    return customers


def charges(shop):
    """Every charge's order, as Stripe knows it."""
    headers = {"Authorization": f"Bearer {SIMULATOR_ACCOUNT.secret_key}"}
    found, last = [], None
    while True:
        page = httpx.get(
            f"{shop.stripe}/v1/charges",
            headers=headers,
            params={"limit": 100, **({"starting_after": last} if last else {})},
        )
        page.raise_for_status()
        found += page.json()["data"]
        if not page.json()["has_more"]:
            return [charge["metadata"]["order_id"] for charge in found]
        last = found[-1]["id"]


def views_agree(shop):
    index, others = (
        json.loads(shop.stage.invoke(service, "drift", b"{}")) for service in ("search", "recommendations")
    )
    return all(view["agrees"] for view in index["views"]) and not any(view["differing"] for view in others.values())


def persistently(ask, what):
    """Whoever gets no good answer from a shop that is just waking up asks again."""

    def answer():
        with suppress(RequestRefused):
            return ask()

    return wait_until(answer, what, every=0.5)


def completed(shop, customer):
    """Whoever got no answer asks again; everybody ends with one order, the one they were told of, and pays once."""
    visitor = customer.visitor
    again = persistently(lambda: place_order(visitor, customer.cart), "an order")
    assert customer.placed is None or again["order_id"] == customer.placed["order_id"]
    assert len(persistently(lambda: visitor.get("/orders/orders"), "a customer's orders")["items"]) == 1
    if not customer.paid:
        with suppress(RequestRefused):  # paid before the kill, and not told so
            pay(shop.stripe, again["client_secret"])
    return persistently(lambda: wait_for_payment(visitor, again["order_id"]), "a paid order")["order_id"]


@pytest.mark.parametrize("part", ["emulator", "stripe"])
def test_what_was_answered_before_a_kill_is_there_after_it(shop, part):
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "quiet before the orders", every=0.5)
    edition = edition_for(shop, part)
    left = shop.staff.get(f"/orders/inventory/{edition['isbn']}")["available"]

    customers = killed_amid_orders(shop, part, edition)

    assert any(customer.placed for customer in customers)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ordered = sorted(pool.map(lambda customer: completed(shop, customer), customers))
    assert sorted(order_id for order_id in charges(shop) if order_id in ordered) == ordered
    assert shop.staff.get(f"/orders/inventory/{edition['isbn']}")["available"] == left - CUSTOMERS
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "quiet after the orders", every=0.5)
    shop.wait_until(lambda: views_agree(shop), "views without drift", every=0.5)
    assert [flow for flow in list_backlogs(shop.system) if flow.dead or flow.parked] == []
