"""Whom the actions work with, as far as they need them: where things are kept, Stripe, and the post."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bookstore.errors import Unavailable
from bookstore.events import Event
from chalicelib.coupons.coupon import Coupon
from chalicelib.inventory.stock import StockItem
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import Outcome


class Orders(Protocol):
    """Where orders are kept."""

    def get(self, customer: str, order_id: str) -> Order: ...
    def find(self, order_id: str) -> Order: ...
    def change(self, order: Order, *, before: Order, announcing: Event | None) -> None: ...
    def due(self, what: str, until: datetime) -> Iterator[Order]: ...


class Places(Protocol):
    """Where new orders begin."""

    def placed_with(self, customer: str, key: str) -> "Known | None": ...
    def place(self, order: Order, *, key: str, request: str, coupon: Coupon | None, announcing: Event) -> None: ...


class Known(Protocol):
    """What an idempotency key stands for."""

    @property
    def order_id(self) -> str: ...
    @property
    def request(self) -> str: ...


class Shelf(Protocol):
    """What can be sold."""

    def many(self, isbns: Sequence[str]) -> Mapping[str, StockItem]: ...


class Coupons(Protocol):
    """Where coupons are kept."""

    def get(self, code: str) -> Coupon: ...


class Payments(Protocol):
    """Stripe."""

    def create(self, order: Order) -> Intent: ...
    def get(self, intent_id: str) -> Intent: ...
    def cancel(self, intent_id: str) -> Intent: ...
    def refund(self, order: Order, refund: Refund) -> Outcome: ...
    def changed_since(self, moment: datetime) -> Iterable[str]: ...


class OutcomeUnknown(Unavailable):
    """Stripe failed, nobody knows at which point, and would repeat that failure under the same key."""
