"""Cart, orders and Stripe in one process, connected by the events a test chooses to deliver, at a time it moves."""

import itertools
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

import stripe

from bookstore import clock
from bookstore.events import StockChanged
from stripe_simulator.controls import outcomes
from stripe_simulator.protocol.errors import UnexpectedState
from stripe_simulator.simulator import Simulator
from tests.gateway import Answered, ask
from tests.orders.counter import ADDRESS, Counter, book, functions
from tests.shapes import TICK, from_bus, queued

_numbers = itertools.count(1)
REAL_NOW = clock.now


@dataclass
class Time:
    """The clock of shop and Stripe, ahead of the real one."""

    simulator: Simulator
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return REAL_NOW() + self.ahead

    def passes(self, **how: float) -> None:
        self.ahead += timedelta(**how)
        self.simulator.clock.offset = int(self.ahead.total_seconds())


@dataclass
class Shop:
    """A shop that sells two books to three readers, all of them new in every run."""

    counter: Counter
    cart_app: Any
    cart_functions: ModuleType
    simulator: Simulator
    time: Time
    events: list[dict[str, Any]] = field(default_factory=list)
    readers: list[dict[str, str]] = field(default_factory=list)
    isbns: list[str] = field(default_factory=list)

    def opens(self, *, copies: tuple[int, ...], coupon_uses: int) -> None:
        """A new run: its books, readers and coupon have names nobody used before."""
        self._forgets()
        run = next(_numbers)
        self.simulator.reset()
        self.time.ahead, self.events = timedelta(), []
        self.readers = [{"sub": f"reader-{run}-{n}", "email": f"{n}@bookstore.example"} for n in range(3)]
        self.isbns = [f"979{run:07}{n:03}" for n in range(len(copies))]
        self.coupon, self.coupon_uses = f"RUN-{run}", coupon_uses
        self.received = dict(zip(self.isbns, copies, strict=True))
        for isbn, there in self.received.items():
            self.counter.sells(isbn, copies=there)
            seen = StockChanged(version=1, isbn=isbn, book_id=f"book-{isbn}", availability="in_stock")
            assert self.cart_functions.consume(queued(book(isbn), seen), None) == {"batchItemFailures": []}
        wanted = {"kind": "percent", "amount": 15, "most_uses": coupon_uses}
        self.counter.staff("PUT", "/coupons/{code}", {"code": self.coupon}, wanted)

    def _forgets(self) -> None:
        """What an earlier run left waiting is no business of the next one."""
        table = self.counter.table
        for reader in self.readers:
            table.delete_many([(item["pk"], item["sk"]) for item in table.query_prefix(f"CUSTOMER#{reader['sub']}")])
        self.collects_events()
        table.delete("JOB#reconcile", "CHECKPOINT")

    def puts(self, reader: Any, isbn: str, quantity: int) -> Answered:
        """The reader's cart has so many copies."""
        body = {"quantity": quantity, "price_seen": 1000}
        return ask(self.cart_app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": isbn}, body=body, claims=reader)

    def removes(self, reader: Any, isbn: str) -> Answered:
        """The reader changes their mind about a book."""
        return ask(self.cart_app, "DELETE", "/carts/me/lines/{isbn}", path={"isbn": isbn}, claims=reader)

    def cart(self, reader: Any) -> Any:
        """The reader's cart."""
        return ask(self.cart_app, "GET", "/carts/me", claims=reader).body

    def checkout(self, reader: Any, coupon: str | None) -> tuple[str, dict[str, Any]]:
        """The key and the body that the storefront sends for the cart as it is; no lines when it is empty."""
        cart = self.cart(reader)
        names = ("isbn", "quantity")
        lines = [{name: line[name] for name in names} | {"unit_price": line["price"]} for line in cart["lines"]]
        return cart["idempotency_key"], {"lines": lines, "address": ADDRESS, "coupon": coupon}

    def submits(self, reader: Any, key: str, body: dict[str, Any]) -> Answered:
        """`POST /orders`."""
        return ask(self.counter.app, "POST", "/orders", body=body, headers={"Idempotency-Key": key}, claims=reader)

    def confirms(self, placed: Any, card: str) -> None:
        """The browser pays; whatever Stripe says is for the shop to find out."""
        intent = placed["client_secret"].split("_secret_")[0]
        wish = {"payment_method": card, "return_url": "https://shop.example"}
        try:
            self.counter.stripe.payment_intents.confirm(intent, wish)
        except stripe.StripeError:
            return

    def bank_decides(self, placed: Any, outcome: str | None) -> None:
        """Whatever the bank is still to say about this payment, if it says anything now."""
        if outcome is None:
            return
        intent = placed["client_secret"].split("_secret_")[0]
        for question in (outcomes.authenticate, outcomes.settle_payment):
            try:
                question(self.simulator, intent, {"outcome": outcome})
            except UnexpectedState:
                continue

    def told_by_stripe(self) -> list[dict[str, Any]]:
        """Every event of Stripe so far."""
        return list(self.simulator.store.documents["event"].values())

    def collects_events(self) -> None:
        """What the outbox holds is on the bus from now on, to be delivered any number of times."""
        waiting = [item for number in range(8) for item in self.counter.table.query_prefix(f"OUTBOX#{number}")]
        self.events += sorted(waiting, key=lambda item: item["sk"])
        self.counter.table.delete_many([(item["pk"], item["sk"]) for item in waiting])

    def delivers(self, *events: dict[str, Any]) -> None:
        """The bus brings these to the cart and to orders itself."""
        batch = queued(*(from_bus(event["detail"], event["source"], event["name"]) for event in events))
        for service in (self.cart_functions, functions()):
            assert service.consume(batch, None) == {"batchItemFailures": []}

    def works(self, job: str) -> None:
        """One of the jobs by the clock."""
        getattr(functions(), job)(TICK, None)

    def comes_to_rest(self, shuffle: random.Random) -> None:
        """Everything on its way arrives, twice and in another order; an hour passes and every job runs twice.

        And once more after a day: so long Stripe repeats a 500 to a refund that it never made.
        """
        for event in self._all_twice(self.told_by_stripe(), shuffle):
            self.counter.stripe_tells(event)
        for hours in (1, 24):
            self.time.passes(hours=hours, minutes=1)
            for job in ("expire", "refund_due", "reconcile_payments") * 2:
                self.works(job)
        self.collects_events()
        self.delivers(*self._all_twice(self.events, shuffle))

    @staticmethod
    def _all_twice(events: list[dict[str, Any]], shuffle: random.Random) -> list[dict[str, Any]]:
        return shuffle.sample(events * 2, 2 * len(events))
