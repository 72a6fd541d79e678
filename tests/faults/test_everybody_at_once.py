"""Threads that buy, pay, give up, refund and tell, all at once and through the routes: the same laws hold after it."""

import random

import pytest

from tests.faults.crowd import at_once
from tests.faults.laws import LAWS, orders_of, what_was_given_up_is_paid_back

THREADS, TURNS = 6, 12


class Visitor:
    """One browser of a reader, or a member of staff: does something again and again, whatever the answers are."""

    def __init__(self, shop, number) -> None:
        self.shop, self.chance = shop, random.Random(number)
        self.reader = shop.readers[number % len(shop.readers)]
        self.placed: list[dict] = []

    def __call__(self) -> set[int]:
        acts = [self.buys, self.buys, self.pays, self.pays, self.gives_up, self.refunds, self.ships, self.is_told]
        return {self.chance.choice(acts)().status for _ in range(TURNS)}

    def buys(self):
        self.shop.puts(self.reader, self.chance.choice(self.shop.isbns), self.chance.randint(1, 2))
        coupon = self.chance.choice([None, self.shop.coupon])
        answer = self.shop.submits(self.reader, *self.shop.checkout(self.reader, coupon))
        if answer.status == 201:
            self.placed.append(answer.body)
        return answer

    def pays(self):
        order = self.order()
        if order and order["client_secret"]:
            self.shop.confirms(order, self.chance.choice(["pm_card_visa", "pm_card_visa_chargeDeclined"]))
        return self.shop.counter.settle(order["order_id"], self.reader) if order else self.buys()

    def gives_up(self):
        order = self.order()
        where = "/orders/{order_id}/cancel"
        return self.shop.counter.mine("POST", where, order["order_id"], self.reader) if order else self.buys()

    def refunds(self):
        order, restock = self.order(), self.chance.random() < 0.5
        return self.shop.counter.refund(order["order_id"], "r", restock=restock) if order else self.buys()

    def ships(self):
        order = self.order()
        where = "/orders/{order_id}/ship"
        return self.shop.counter.staff("POST", where, {"order_id": order["order_id"]}, {}) if order else self.buys()

    def is_told(self):
        told = self.shop.told_by_stripe()
        return self.shop.counter.stripe_tells(self.chance.choice(told)) if told else self.buys()

    def order(self):
        return self.chance.choice(self.placed) if self.placed else None


@pytest.mark.parametrize("seed", [0, 100])
def test_everybody_at_once_breaks_no_law_of_the_shop(shop, seed):
    """1, 21, 26, 29, 33, 34, 40 and 43 at the same time."""
    shop.opens(copies=(6, 5), coupon_uses=2)
    early = Visitor(shop, seed)
    assert [early.buys().status, early.gives_up().status] == [201, 200]  # the crowd may buy all and give up nothing
    statuses = set().union(*at_once([Visitor(shop, seed + number) for number in range(THREADS)]))
    assert statuses <= {200, 201, 409, 422}
    shop.comes_to_rest(random.Random(seed))
    orders = orders_of(shop)
    for law in (*LAWS, what_was_given_up_is_paid_back):
        law(shop, orders)
    assert "cancelled" in {order["status"] for order in orders}
    assert any(order.get("paid_at") for order in orders)  # or the laws were not put to the test
