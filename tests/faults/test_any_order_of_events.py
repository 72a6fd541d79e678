"""Carts, orders, payments, webhooks, refunds and expiry in any order: the shop's invariants hold after every step.

`make test` runs a few hundred steps, `make test-deep` many thousands.
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
from tests.faults.invariants import (
    INVARIANTS,
    NEXT_STATUSES,
    check_agreement_with_stripe,
    check_refunds_at_rest,
    load_orders,
)
from tests.faults.shop import Shop

CARDS = [
    "pm_card_visa",
    "pm_card_visa",
    "pm_card_visa_chargeDeclined",
    "pm_card_threeDSecureRequired",
    "pm_bacsDebit_success",
    "pm_bacsDebit_accountClosed",
]
BANK_DECISIONS = st.sampled_from([None, "succeeded", "failed"])
PAYMENTS = st.sampled_from([None, ("pm_card_visa", None, True), ("pm_card_visa", None, False)])
CUSTOMERS, BOOKS = st.integers(0, 2), st.integers(0, 1)


class ShopStateMachine(RuleBasedStateMachine):
    """Whatever may happen in the shop, and what the customers' carts must contain after it."""

    requests, orders = Bundle("requests"), Bundle("orders")

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.carts: list[Counter[str]] = [Counter() for _ in range(3)]
        self.subtracted: set[str] = set()  # paid orders that the cart has consumed
        self.responses: dict[str, object] = {}
        self.statuses: dict[str, str] = {}  # by order, when it was last checked
        self.deliveries = 0

    @initialize(target=orders, first=st.integers(1, 4), second=st.integers(0, 3), uses=st.integers(0, 2))
    def start_run(self, first, second, uses):
        """Start a run in which the first customer has placed an order."""
        self.shop.start_run(copies=(first, second), coupon_uses=uses)
        return self.buy(0, 0, 1, uses > 0, None)

    @rule(
        target=orders,
        customer=CUSTOMERS,
        book=BOOKS,
        quantity=st.integers(1, 3),
        with_coupon=st.booleans(),
        payment=PAYMENTS,
    )
    def buy(self, customer, book, quantity, with_coupon, payment):
        """Fill the cart, place the order and maybe pay it."""
        self.put_line(customer, book, quantity)
        order = self.place_order(self.request_order(customer, with_coupon))
        if payment and isinstance(order, tuple):
            self.pay(order, *payment)
        return order

    @rule(customer=CUSTOMERS, book=BOOKS, quantity=st.integers(0, 3))
    def put_line(self, customer, book, quantity):
        claims, isbn = self.shop.customers[customer], self.shop.isbns[book]
        response = self.shop.put_line(claims, isbn, quantity) if quantity else self.shop.remove_line(claims, isbn)
        self.carts[customer][isbn] = quantity
        self.check_cart(customer, response.body)

    @rule(target=requests, customer=CUSTOMERS, with_coupon=st.booleans())
    def request_order(self, customer, with_coupon):
        coupon = self.shop.coupon if with_coupon else None
        key, body = self.shop.order_request(self.shop.customers[customer], coupon)
        return customer, key, body

    @rule(target=orders, request=requests)
    def place_order(self, request):
        """Send a request any number of times; every success has the same response."""
        customer, key, body = request
        response = self.shop.place_order(self.shop.customers[customer], key, body)
        assert response.status in {201, 409, 422, 503}, response.body
        if response.status != 201:
            return multiple()
        assert response.body == self.responses.setdefault(f"{customer} {key} {body}", response.body)
        return customer, response.body

    @rule(order=orders, card=st.sampled_from(CARDS), bank=BANK_DECISIONS, returns=st.booleans())
    def pay(self, order, card, bank, returns):
        """Pay the order; the bank decides at once or not, the browser returns to the shop or not."""
        if order[1]["client_secret"]:
            self.shop.confirm_payment(order[1], card)
            self.shop.decide_as_bank(order[1], bank)
        if returns:
            response = self.shop.counter.settle(order[1]["order_id"], self.shop.customers[order[0]])
            assert response.status in {200, 503}

    @rule(data=st.data())
    def send_webhook(self, data):
        """Send any event of Stripe: late, repeated, or out of order."""
        events = self.shop.stripe_events()
        if events:
            event = events[data.draw(st.integers(0, len(events) - 1))]
            assert self.shop.counter.send_webhook(event).status in {200, 409, 503}

    @rule(order=orders)
    def cancel(self, order):
        order_id, customer = order[1]["order_id"], self.shop.customers[order[0]]
        response = self.shop.counter.mine("POST", "/orders/{order_id}/cancel", order_id, customer)
        assert response.status in {200, 409, 503}

    @rule(order=orders, step=st.sampled_from(["ship", "deliver"]))
    def ship_or_deliver(self, order, step):
        path = {"order_id": order[1]["order_id"]}
        assert self.shop.counter.staff("POST", f"/orders/{{order_id}}/{step}", path, {}).status in {200, 409}

    @rule(order=orders, key=st.sampled_from(["a", "b"]), one_copy=st.booleans(), restock=st.booleans())
    def refund(self, order, key, one_copy, restock):
        lines = {"lines": [{"isbn": order[1]["lines"][0]["isbn"], "quantity": 1}]} if one_copy else {}
        response = self.shop.counter.refund(order[1]["order_id"], key, restock=restock, **lines)
        assert response.status in {201, 409, 422}

    @rule(order=orders, what=st.sampled_from(["refund", "refund", "dispute", "won", "lost"]))
    def reverse_success(self, order, what):
        """Let a refund fail after its success, or a dispute be opened, won or lost."""
        self.shop.reverse_success(order[1], what)

    @rule(book=BOOKS, copies=st.integers(1, 2), times=st.integers(1, 2))
    def receive_delivery(self, book, copies, times):
        isbn, self.deliveries = self.shop.isbns[book], self.deliveries + 1
        body, key = {"delta": copies, "reason": "delivery"}, {"Idempotency-Key": f"van-{self.deliveries}"}
        for _ in range(times):
            self.shop.counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": isbn}, body, key)
        self.shop.received[isbn] += copies

    @rule(minutes=st.sampled_from([5, 31]))
    def advance_clock(self, minutes):
        self.shop.clock.advance(minutes=minutes)

    @precondition(lambda self: not self.shop.simulator.faults.pending)
    @rule(job=st.sampled_from(["expire", "expire", "refund_due", "reconcile_payments"]))
    def run_job(self, job):
        self.shop.run_job(job)

    @rule(fault=st.sampled_from(["error", "error_after", "drop", "none"]), method=st.sampled_from(["GET", "POST"]))
    def set_stripe_fault(self, fault, method):
        self.shop.simulator.faults.clear()
        if fault != "none":
            self.shop.simulator.faults.add(Fault(kind=fault, method=method, times=2))

    @rule(data=st.data())
    def deliver_event(self, data):
        self.shop.collect_events()
        if self.shop.events:
            event = self.shop.events[data.draw(st.integers(0, len(self.shop.events) - 1))]
            self.shop.deliver(event)
            self.expect_subtraction(event)
            self.check_carts()

    def expect_subtraction(self, event):
        """Subtract the copies of a paid order from the expected cart, once."""
        order = json.decode(event["detail"])["data"]
        if event["name"] == "OrderPaid" and order["order_id"] not in self.subtracted:
            self.subtracted.add(order["order_id"])
            customer = [claims["sub"] for claims in self.shop.customers].index(order["customer"])
            for line in order["lines"]:
                self.carts[customer][line["isbn"]] -= line["quantity"]
            self.carts[customer] = +self.carts[customer]

    @invariant()
    def check_shop(self):
        orders = load_orders(self.shop)
        for check in INVARIANTS:
            check(self.shop, orders)
        for order in orders:
            before = self.statuses.get(order["order_id"], "pending_payment")
            assert order["status"] in NEXT_STATUSES[before]
            self.statuses[order["order_id"]] = order["status"]

    def check_carts(self):
        for customer, claims in enumerate(self.shop.customers):
            self.check_cart(customer, self.shop.get_cart(claims))

    def check_cart(self, customer, cart):
        """Check that the cart has the expected lines and the totals of its lines."""
        self.carts[customer] = +self.carts[customer]
        assert {line["isbn"]: line["quantity"] for line in cart["lines"]} == dict(self.carts[customer])
        assert cart["subtotal"] == sum(line["quantity"] * line["price"] for line in cart["lines"])
        assert cart["copies"] == self.carts[customer].total()

    def teardown(self):
        self.shop.simulator.faults.clear()
        self.shop.process_everything(random.Random(0))
        for event in self.shop.events:
            self.expect_subtraction(event)
        self.check_carts()
        self.check_shop()
        for check in (check_refunds_at_rest, check_agreement_with_stripe):
            check(self.shop, load_orders(self.shop))


def test_no_order_of_events_breaks_a_law_of_the_shop(shop):
    """6, 9, 22 to 26, 33, 40, 42 and 46 in every mixture."""
    run_state_machine_as_test(partial(ShopStateMachine, shop))
