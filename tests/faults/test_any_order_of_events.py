"""Cart, order, payment, webhook, cancel, refund, expiry in any order: no law of the shop is ever broken.

`make test` tries a few hundred steps, `make test-deep` many thousands.
"""

import random
from collections import Counter
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec import json

from stripe_simulator.protocol.faults import Fault
from tests.faults.laws import AFTER, LAWS, orders_of, what_was_given_up_is_paid_back
from tests.faults.shop import Shop

CARDS = [
    "pm_card_visa", "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_threeDSecureRequired",
    "pm_bacsDebit_success", "pm_bacsDebit_accountClosed",
]  # fmt: skip
BANK = st.sampled_from([None, "succeeded", "failed"])
WAYS = st.sampled_from([None, ("pm_card_visa", None, True), ("pm_card_visa", None, False)])
READERS, BOOKS = st.integers(0, 2), st.integers(0, 1)


class AnyOrder(RuleBasedStateMachine):
    """What may happen in the shop, and what the readers' carts have to hold after it."""

    requests, orders = Bundle("requests"), Bundle("orders")

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.carts: list[Counter[str]] = [Counter() for _ in range(3)]
        self.emptied: set[str] = set()
        self.answers: dict[str, object] = {}
        self.seen: dict[str, str] = {}
        self.deliveries = 0

    @initialize(target=orders, first=st.integers(1, 4), second=st.integers(0, 3), uses=st.integers(0, 2))
    def opens(self, first, second, uses):
        """The shop, with its first reader at the till."""
        self.shop.opens(copies=(first, second), coupon_uses=uses)
        return self.buys(0, 0, 1, uses > 0, None)

    @rule(target=orders, who=READERS, which=BOOKS, quantity=st.integers(1, 3), with_coupon=st.booleans(), pays=WAYS)
    def buys(self, who, which, quantity, with_coupon, pays):
        """The usual way through the shop, to its end or not."""
        self.puts_in_the_cart(who, which, quantity)
        order = self.submits(self.goes_to_the_checkout(who, with_coupon))
        if pays and isinstance(order, tuple):
            self.pays(order, *pays)
        return order

    @rule(who=READERS, which=BOOKS, quantity=st.integers(0, 3))
    def puts_in_the_cart(self, who, which, quantity):
        reader, isbn = self.shop.readers[who], self.shop.isbns[which]
        answer = self.shop.puts(reader, isbn, quantity) if quantity else self.shop.removes(reader, isbn)
        self.carts[who][isbn] = quantity
        self.holds_what_was_put_in(who, answer.body)

    @rule(target=requests, who=READERS, with_coupon=st.booleans())
    def goes_to_the_checkout(self, who, with_coupon):
        key, body = self.shop.checkout(self.shop.readers[who], self.shop.coupon if with_coupon else None)
        return who, key, body

    @rule(target=orders, request=requests)
    def submits(self, request):
        """Any number of times; what was answered once is answered again."""
        who, key, body = request
        answer = self.shop.submits(self.shop.readers[who], key, body)
        assert answer.status in {201, 409, 422, 503}, answer.body
        if answer.status != 201:
            return multiple()
        known = self.answers.setdefault(f"{who} {key} {body}", answer.body)
        assert answer.body == known
        return who, answer.body

    @rule(order=orders, card=st.sampled_from(CARDS), bank=BANK, comes_back=st.booleans())
    def pays(self, order, card, bank, comes_back):
        """And the bank answers at once, later or never; the browser comes back or not."""
        if order[1]["client_secret"]:
            self.shop.confirms(order[1], card)
            self.shop.bank_decides(order[1], bank)
        if comes_back:
            answer = self.shop.counter.settle(order[1]["order_id"], self.shop.readers[order[0]])
            assert answer.status in {200, 503}

    @rule(data=st.data())
    def stripe_tells_something(self, data):
        """Anything it ever had to tell: again, late, or before what came first."""
        told = self.shop.told_by_stripe()
        if told:
            event = told[data.draw(st.integers(0, len(told) - 1))]
            assert self.shop.counter.stripe_tells(event).status in {200, 409, 503}

    @rule(order=orders)
    def gives_up(self, order):
        order_id, reader = order[1]["order_id"], self.shop.readers[order[0]]
        answer = self.shop.counter.mine("POST", "/orders/{order_id}/cancel", order_id, reader)
        assert answer.status in {200, 409, 503}

    @rule(order=orders, step=st.sampled_from(["ship", "deliver"]))
    def staff_send_the_parcel(self, order, step):
        path = {"order_id": order[1]["order_id"]}
        assert self.shop.counter.staff("POST", f"/orders/{{order_id}}/{step}", path, {}).status in {200, 409}

    @rule(order=orders, key=st.sampled_from(["a", "b"]), some=st.booleans(), restock=st.booleans())
    def staff_give_money_back(self, order, key, some, restock):
        lines = {"lines": [{"isbn": order[1]["lines"][0]["isbn"], "quantity": 1}]} if some else {}
        answer = self.shop.counter.refund(order[1]["order_id"], key, restock=restock, **lines)
        assert answer.status in {201, 409, 422}

    @rule(which=BOOKS, copies=st.integers(1, 2), times=st.integers(1, 2))
    def a_delivery_comes(self, which, copies, times):
        isbn, self.deliveries = self.shop.isbns[which], self.deliveries + 1
        body, key = {"delta": copies, "reason": "delivery"}, {"Idempotency-Key": f"van-{self.deliveries}"}
        for _ in range(times):
            self.shop.counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": isbn}, body, key)
        self.shop.received[isbn] += copies

    @rule(minutes=st.sampled_from([5, 31]))
    def time_passes(self, minutes):
        self.shop.time.passes(minutes=minutes)

    @precondition(lambda self: not self.shop.simulator.faults.pending)
    @rule(job=st.sampled_from(["expire", "expire", "refund_due", "reconcile_payments"]))
    def a_job_runs(self, job):
        self.shop.works(job)

    @rule(fault=st.sampled_from(["error", "error_after", "drop", "none"]), method=st.sampled_from(["GET", "POST"]))
    def stripe_stumbles_or_is_well_again(self, fault, method):
        self.shop.simulator.faults.clear()
        if fault != "none":
            self.shop.simulator.faults.add(Fault(kind=fault, method=method, times=2))

    @rule(data=st.data())
    def the_bus_brings_something(self, data):
        self.shop.collects_events()
        if self.shop.events:
            event = self.shop.events[data.draw(st.integers(0, len(self.shop.events) - 1))]
            self.shop.delivers(event)
            self.hears(event)
            self.every_cart_holds_what_was_put_in()

    def hears(self, event):
        """What the cart has to make of it: bought copies leave once, and only those."""
        order = json.decode(event["detail"])["data"]
        if event["name"] == "OrderPaid" and order["order_id"] not in self.emptied:
            self.emptied.add(order["order_id"])
            who = [reader["sub"] for reader in self.shop.readers].index(order["customer"])
            for line in order["lines"]:
                self.carts[who][line["isbn"]] -= line["quantity"]
            self.carts[who] = +self.carts[who]

    @invariant()
    def no_law_is_broken(self):
        orders = orders_of(self.shop)
        for law in LAWS:
            law(self.shop, orders)
        for order in orders:
            before = self.seen.get(order["order_id"], "pending_payment")
            assert order["status"] in AFTER[before]
            self.seen[order["order_id"]] = order["status"]

    def every_cart_holds_what_was_put_in(self):
        for who, reader in enumerate(self.shop.readers):
            self.holds_what_was_put_in(who, self.shop.cart(reader))

    def holds_what_was_put_in(self, who, cart):
        """And its sum is that of its lines."""
        self.carts[who] = +self.carts[who]
        assert {line["isbn"]: line["quantity"] for line in cart["lines"]} == dict(self.carts[who])
        assert cart["subtotal"] == sum(line["quantity"] * line["price"] for line in cart["lines"])
        assert cart["copies"] == self.carts[who].total()

    def teardown(self):
        self.shop.simulator.faults.clear()
        self.shop.comes_to_rest(random.Random(0))
        for event in self.shop.events:
            self.hears(event)
        self.every_cart_holds_what_was_put_in()
        self.no_law_is_broken()
        what_was_given_up_is_paid_back(self.shop, orders_of(self.shop))


def test_no_order_of_events_breaks_a_law_of_the_shop(shop):
    """6, 9, 22 to 26, 33, 40, 42 and 46 in every mixture."""
    run_state_machine_as_test(partial(AnyOrder, shop))
