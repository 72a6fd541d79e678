"""Concurrent customers and staff order, pay, cancel and refund through the routes: the invariants hold afterwards."""

import random

import pytest

from tests.faults.concurrency import run_concurrently
from tests.faults.invariants import INVARIANTS, check_refunds_at_rest, load_orders

THREADS, REQUESTS = 6, 12


class Client:
    """A customer's browser or a member of staff that sends random requests, whatever the responses are."""

    def __init__(self, shop, number) -> None:
        self.shop, self.random = shop, random.Random(number)
        self.customer = shop.customers[number % len(shop.customers)]
        self.orders: list[dict] = []

    def __call__(self) -> set[int]:
        place, pay = self.place_order, self.pay
        requests = [place, place, pay, pay, self.cancel, self.refund, self.ship, self.send_webhook]
        return {self.random.choice(requests)().status for _ in range(REQUESTS)}

    def place_order(self):
        self.shop.put_line(self.customer, self.random.choice(self.shop.isbns), self.random.randint(1, 2))
        coupon = self.random.choice([None, self.shop.coupon])
        response = self.shop.place_order(self.customer, *self.shop.order_request(self.customer, coupon))
        if response.status == 201:
            self.orders.append(response.body)
        return response

    def pay(self):
        order = self.choose_order()
        if order and order["client_secret"]:
            self.shop.confirm_payment(order, self.random.choice(["pm_card_visa", "pm_card_visa_chargeDeclined"]))
        return self.shop.counter.settle(order["order_id"], self.customer) if order else self.place_order()

    def cancel(self):
        order = self.choose_order()
        route = "/orders/{order_id}/cancel"
        return self.shop.counter.mine("POST", route, order["order_id"], self.customer) if order else self.place_order()

    def refund(self):
        order, restock = self.choose_order(), self.random.random() < 0.5
        return self.shop.counter.refund(order["order_id"], "r", restock=restock) if order else self.place_order()

    def ship(self):
        order = self.choose_order()
        route = "/orders/{order_id}/ship"
        return (
            self.shop.counter.staff("POST", route, {"order_id": order["order_id"]}, {}) if order else self.place_order()
        )

    def send_webhook(self):
        events = self.shop.stripe_events()
        return self.shop.counter.send_webhook(self.random.choice(events)) if events else self.place_order()

    def choose_order(self):
        return self.random.choice(self.orders) if self.orders else None


@pytest.mark.parametrize("seed", [0, 100])
def test_everybody_at_once_breaks_no_law_of_the_shop(shop, seed):
    """1, 21, 26, 29, 33, 34, 40 and 43 at the same time."""
    shop.start_run(copies=(6, 5), coupon_uses=2)
    first = Client(shop, seed)  # the others may order every copy and cancel nothing
    assert first.place_order().status == 201
    assert first.cancel().status == 200
    statuses = set().union(*run_concurrently([Client(shop, seed + number) for number in range(THREADS)]))
    assert statuses <= {200, 201, 409, 422}
    shop.process_everything(random.Random(seed))
    orders = load_orders(shop)
    for check in (*INVARIANTS, check_refunds_at_rest):
        check(shop, orders)
    assert "cancelled" in {order["status"] for order in orders}
    assert any(order.get("paid_at") for order in orders)  # or the invariants were not put to the test
