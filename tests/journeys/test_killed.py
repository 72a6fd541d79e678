"""The emulated AWS, or Stripe, is killed during twenty orders: every response stays true, and nothing exists twice."""

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
CONCURRENCY = 4  # before and after the kill: each concurrent request needs a cold start
RESPONSES_BEFORE_KILL = 12  # of orders and payments


@dataclass
class Customer:
    """A customer with the responses they received."""

    client: ShopClient
    cart: dict[str, Any]
    placed: dict[str, Any] | None = None
    paid: bool = False


@dataclass
class ConcurrentPurchases:
    """Customers who order and pay at the same time."""

    stripe: str
    customers: list[Customer]
    responses: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def buy(self, customer: Customer) -> None:
        try:
            customer.placed = place_order(customer.client, customer.cart)
            self.responses.release()
            pay(self.stripe, customer.placed["client_secret"])
            customer.paid = True
            self.responses.release()
        except (RequestRefused, httpx.TransportError):
            self.responses.release()


def edition_for(shop, component):
    """Return an edition that no other journey buys."""
    gothic = [book.book_id for book in shop.books if book.category == "Gothic"]
    return shop.edition(gothic[{"emulator": 2, "stripe": 3}[component]])


def kill_during_orders(shop, component, edition):
    """Return twenty customers, after the kill and a start like that of `make up`."""
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        clients = list(pool.map(lambda _: shop.new_customer(), range(CUSTOMERS)))
        carts = pool.map(lambda client: fill_cart(client, [edition]), clients)
        customers = [Customer(client, cart) for client, cart in zip(clients, carts, strict=True)]
    purchases = ConcurrentPurchases(shop.stripe, customers)
    with ThreadPoolExecutor(CUSTOMERS) as pool:
        futures = [pool.submit(purchases.buy, customer) for customer in customers]
        for _ in range(RESPONSES_BEFORE_KILL):
            purchases.responses.acquire()
        kill(shop.system, component)
        for future in futures:
            future.result()
    assert shop.system.start() == [component]
    return customers


def list_charged_orders(shop):
    """Return the order of every charge at Stripe."""
    headers = {"Authorization": f"Bearer {SIMULATOR_ACCOUNT.secret_key}"}
    charges, last = [], None
    while True:
        page = httpx.get(
            f"{shop.stripe}/v1/charges",
            headers=headers,
            params={"limit": 100, **({"starting_after": last} if last else {})},
        )
        page.raise_for_status()
        charges += page.json()["data"]
        if not page.json()["has_more"]:
            return [charge["metadata"]["order_id"] for charge in charges]
        last = charges[-1]["id"]


def have_no_drift(shop):
    index, others = (
        json.loads(shop.stage.invoke(service, "drift", b"{}")) for service in ("search", "recommendations")
    )
    return all(view["agrees"] for view in index["views"]) and not any(view["differing"] for view in others.values())


def retry_until_success(request, what):
    """Repeat a request that a starting shop refuses."""

    def try_once():
        with suppress(RequestRefused):
            return request()

    return wait_until(try_once, what, every=0.5)


def complete_order(shop, customer):
    """Repeat the customer's requests, check that they have one order and that it is the one they saw; return its id."""
    client = customer.client
    order = retry_until_success(lambda: place_order(client, customer.cart), "an order")
    assert customer.placed is None or order["order_id"] == customer.placed["order_id"]
    assert len(retry_until_success(lambda: client.get("/orders/orders"), "a customer's orders")["items"]) == 1
    if not customer.paid:
        with suppress(RequestRefused):  # paid before the kill, which lost the response
            pay(shop.stripe, order["client_secret"])
    return retry_until_success(lambda: wait_for_payment(client, order["order_id"]), "a paid order")["order_id"]


@pytest.mark.parametrize("component", ["emulator", "stripe"])
def test_what_was_answered_before_a_kill_is_there_after_it(shop, component):
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "quiet before the orders", every=0.5)
    edition = edition_for(shop, component)
    before = shop.staff.get(f"/orders/inventory/{edition['isbn']}")["available"]

    customers = kill_during_orders(shop, component, edition)

    assert any(customer.placed for customer in customers)
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        order_ids = sorted(pool.map(lambda customer: complete_order(shop, customer), customers))
    assert sorted(order_id for order_id in list_charged_orders(shop) if order_id in order_ids) == order_ids
    assert shop.staff.get(f"/orders/inventory/{edition['isbn']}")["available"] == before - CUSTOMERS
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "quiet after the orders", every=0.5)
    shop.wait_until(lambda: have_no_drift(shop), "read models without drift", every=0.5)
    assert [flow for flow in list_backlogs(shop.system) if flow.dead or flow.parked] == []
