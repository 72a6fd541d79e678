"""Cart, orders and Stripe in one process, connected by the events that a test delivers, at a time that it sets."""

import itertools
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

import stripe

from bookstore import clock
from bookstore.dynamodb.conditions import Attr
from bookstore.events import StockChanged
from stripe_simulator.controls import outcomes
from stripe_simulator.protocol.errors import StripeError, UnexpectedState
from stripe_simulator.simulator import Simulator
from tests.gateway import Response, send_request
from tests.lambda_events import SCHEDULED_EVENT, eventbridge_body, sqs_event
from tests.orders.counter import ADDRESS, Counter, book, functions

_numbers = itertools.count(1)
REAL_NOW = clock.now


@dataclass
class FakeClock:
    """The clock of shop and Stripe, ahead of the real one."""

    simulator: Simulator
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return REAL_NOW() + self.ahead

    def advance(self, **delta: float) -> None:
        self.ahead += timedelta(**delta)
        self.simulator.clock.offset = int(self.ahead.total_seconds())


@dataclass
class Shop:
    """A shop that sells two books to three customers; every run has its own."""

    counter: Counter
    cart_app: Any
    cart_handlers: ModuleType
    simulator: Simulator
    clock: FakeClock
    events: list[dict[str, Any]] = field(default_factory=list)
    customers: list[dict[str, str]] = field(default_factory=list)
    isbns: list[str] = field(default_factory=list)

    def start_run(self, *, copies: tuple[int, ...], coupon_uses: int) -> None:
        """Start a run; its books, customers and coupon have names that no run before had."""
        self._delete_last_run()
        run = next(_numbers)
        self.simulator.reset()
        self.clock.ahead, self.events = timedelta(), []
        self.customers = [{"sub": f"customer-{run}-{n}", "email": f"{n}@bookstore.example"} for n in range(3)]
        self.isbns = [f"979{run:07}{n:03}" for n in range(len(copies))]
        self.coupon, self.coupon_uses = f"RUN-{run}", coupon_uses
        self.received = dict(zip(self.isbns, copies, strict=True))
        for isbn, quantity in self.received.items():
            self.counter.add_book(isbn, copies=quantity)
            stock = StockChanged(version=1, isbn=isbn, book_id=f"book-{isbn}", availability="in_stock")
            assert self.cart_handlers.consume(sqs_event(book(isbn), stock), None) == {"batchItemFailures": []}
        coupon = {"kind": "percent", "amount": 15, "most_uses": coupon_uses}
        self.counter.staff("PUT", "/coupons/{code}", {"code": self.coupon}, coupon)

    def _delete_last_run(self) -> None:
        """Delete the items and events of the run before, so that this one processes none of them."""
        table = self.counter.table
        for customer in self.customers:
            table.delete_many([(item["pk"], item["sk"]) for item in table.query_prefix(f"CUSTOMER#{customer['sub']}")])
        self.collect_events()
        jobs = table.scan(Attr("pk").begins_with("JOB#") | Attr("pk").begins_with("DUE#"))
        table.delete_many([(item["pk"], item["sk"]) for item in jobs])

    def put_line(self, customer: Any, isbn: str, quantity: int) -> Response:
        """Set the quantity of an edition in the customer's cart."""
        body = {"quantity": quantity, "price_seen": 1000}
        return send_request(
            self.cart_app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": isbn}, body=body, claims=customer
        )

    def remove_line(self, customer: Any, isbn: str) -> Response:
        """Remove an edition from the customer's cart."""
        return send_request(self.cart_app, "DELETE", "/carts/me/lines/{isbn}", path={"isbn": isbn}, claims=customer)

    def get_cart(self, customer: Any) -> Any:
        """Get the customer's cart."""
        return send_request(self.cart_app, "GET", "/carts/me", claims=customer).body

    def order_request(self, customer: Any, coupon: str | None) -> tuple[str, dict[str, Any]]:
        """Return the idempotency key and body that the storefront sends for the cart; no lines when it is empty."""
        cart = self.get_cart(customer)
        names = ("isbn", "quantity")
        lines = [{name: line[name] for name in names} | {"unit_price": line["price"]} for line in cart["lines"]]
        return cart["idempotency_key"], {"lines": lines, "address": ADDRESS, "coupon": coupon}

    def place_order(self, customer: Any, key: str, body: dict[str, Any]) -> Response:
        """Send `POST /orders`."""
        return send_request(
            self.counter.app, "POST", "/orders", body=body, headers={"Idempotency-Key": key}, claims=customer
        )

    def confirm_payment(self, placed: Any, card: str) -> None:
        """Confirm the payment as the browser does; the shop learns the outcome from Stripe."""
        intent = placed["client_secret"].split("_secret_")[0]
        params = {"payment_method": card, "return_url": "https://shop.example"}
        try:
            self.counter.stripe.payment_intents.confirm(intent, params)
        except stripe.StripeError:
            return

    def decide_as_bank(self, placed: Any, outcome: str | None) -> None:
        """Decide this payment as its bank, if it is still open; None decides nothing."""
        if outcome is None:
            return
        intent = placed["client_secret"].split("_secret_")[0]
        for decide in (outcomes.authenticate, outcomes.settle_payment):
            try:
                decide(self.simulator, intent, {"outcome": outcome})
            except UnexpectedState:
                continue

    def reverse_success(self, placed: Any, what: str) -> None:
        """Reverse, as the bank, what Stripe has reported as succeeded: its last refund, or its charge by a dispute."""
        intent = (placed["client_secret"] or "").split("_secret_")[0]
        documents = self.simulator.store.documents
        kind = {"refund": "refund", "dispute": "charge"}.get(what, "dispute")
        found = [each["id"] for each in documents[kind].values() if each["payment_intent"] == intent]
        act = {"refund": outcomes.settle_refund, "dispute": outcomes.open_dispute}.get(what, outcomes.close_dispute)
        outcome = {"refund": {"outcome": "failed"}, "dispute": {}}.get(what, {"outcome": what})
        if found and (kind != "charge" or documents["charge"][found[-1]]["paid"]):
            try:
                act(self.simulator, found[-1], outcome)
            except StripeError:
                return  # it was decided before

    def stripe_events(self) -> list[dict[str, Any]]:
        """Return every event of Stripe so far."""
        return list(self.simulator.store.documents["event"].values())

    def collect_events(self) -> None:
        """Move the events of the outbox to the bus, from where they are delivered any number of times."""
        items = [item for number in range(8) for item in self.counter.table.query_prefix(f"OUTBOX#{number}")]
        self.events += sorted(items, key=lambda item: item["sk"])
        self.counter.table.delete_many([(item["pk"], item["sk"]) for item in items])

    def deliver(self, *events: dict[str, Any]) -> None:
        """Deliver these events to the inboxes of cart and orders."""
        batch = sqs_event(*(eventbridge_body(event["detail"], event["source"], event["name"]) for event in events))
        for handlers in (self.cart_handlers, functions()):
            assert handlers.consume(batch, None) == {"batchItemFailures": []}

    def run_job(self, job: str) -> None:
        """Run a scheduled function of orders."""
        getattr(functions(), job)(SCHEDULED_EVENT, None)

    def process_everything(self, shuffle: random.Random) -> None:
        """Deliver every event twice in random order, then run every job twice after an hour and again after a day.

        A day, because so long Stripe repeats a 500 to the idempotency key of a refund that it never made.
        """
        for event in self._shuffle_twice(self.stripe_events(), shuffle):
            self.counter.send_webhook(event)
        for hours in (1, 24):
            self.clock.advance(hours=hours, minutes=1)
            for job in ("expire", "refund_due", "reconcile_payments") * 2:
                self.run_job(job)
        self.collect_events()
        self.deliver(*self._shuffle_twice(self.events, shuffle))

    @staticmethod
    def _shuffle_twice(events: list[dict[str, Any]], shuffle: random.Random) -> list[dict[str, Any]]:
        return shuffle.sample(events * 2, 2 * len(events))
