"""Reconciling: what Stripe told while nobody listened is heard now, and what waits for its payment is looked at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Protocol

from msgspec import Struct, to_builtins

from bookstore import clock, logs
from chalicelib.limits import RESERVED
from chalicelib.orders.order import Entry, Order
from chalicelib.payments.settle import NotYet, settle_intent, settle_payment
from chalicelib.ports import Orders, Payments
from chalicelib.transitions import for_each

OVERLAP = timedelta(minutes=10)
FIRST_LOOK = timedelta(hours=24)


class Checkpoints(Protocol):
    """How far a job has come."""

    def reached(self, job: str) -> datetime | None: ...
    def reach(self, job: str, moment: datetime) -> None: ...


class Report(Struct, frozen=True, kw_only=True):
    """One run: how many payments and orders were compared, and how often which step had to be made up for.

    `without_order` counts payments that say they are an order's which we do not have.
    """

    compared: int
    mended: dict[str, int]
    without_order: int


def reconcile(*, orders: Orders, payments: Payments, checkpoints: Checkpoints) -> Report:
    """Settle every payment that changed since the last run, and every order that still waits. Safe to run twice.

    Imported orders were paid elsewhere and have no payment to compare.
    """
    began = clock.now()
    since = (checkpoints.reached("reconcile") or began - FIRST_LOOK) - OVERLAP
    hints: Iterable[str | Order] = chain(payments.changed_since(since), orders.due("expire", began + RESERVED * 2))
    found: list[Order | NotYet | None] = []
    compared = for_each(hints, lambda hint: found.append(_settled(hint, orders, payments)))
    checkpoints.reach("reconcile", began)
    report = _report(compared, found, began)
    logs.info("reconciled", **to_builtins(report))
    return report


def _settled(hint: str | Order, orders: Orders, payments: Payments) -> Order | NotYet | None:
    if isinstance(hint, Order):
        return settle_payment(hint, orders=orders, payments=payments)
    try:
        return settle_intent(hint, orders=orders, payments=payments)
    except NotYet as unknown:
        return unknown


def _report(compared: int, found: Sequence[Order | NotYet | None], began: datetime) -> Report:
    settled = {order.order_id: order for order in found if isinstance(order, Order)}
    mended = Counter(entry.what for order in settled.values() for entry in order.history if _made_up_for(entry, began))
    return Report(compared=compared, mended=mended, without_order=sum(isinstance(one, NotYet) for one in found))


def _made_up_for(entry: Entry, began: datetime) -> bool:
    return entry.at >= began and entry.who in {"stripe", "clock"}
