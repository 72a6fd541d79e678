"""Reconciling: what Stripe told while nobody listened is heard now, and what waits for its payment is looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from typing import Protocol

from bookstore import clock, logs
from chalicelib.actions.partners import Orders, Payments
from chalicelib.actions.settle import NotYet, settle_intent, settle_payment
from chalicelib.actions.steps import for_each
from chalicelib.model.limits import RESERVED
from chalicelib.model.order import Order

OVERLAP = timedelta(minutes=10)
FIRST_LOOK = timedelta(hours=24)


class Checkpoints(Protocol):
    """How far a job has come."""

    def reached(self, job: str) -> datetime | None: ...
    def reach(self, job: str, moment: datetime) -> None: ...


def reconcile(*, orders: Orders, payments: Payments, checkpoints: Checkpoints) -> int:
    """Settle every payment that changed since the last run, and every order that still waits. Safe to run twice.

    Imported orders were paid elsewhere and have no payment to compare.
    """
    began = clock.now()
    since = (checkpoints.reached("reconcile") or began - FIRST_LOOK) - OVERLAP
    hints: Iterable[str | Order] = chain(payments.changed_since(since), orders.due("expire", began + RESERVED * 2))
    looked_at = for_each(hints, lambda hint: _settled(hint, orders, payments))
    checkpoints.reach("reconcile", began)
    logs.info("reconciled", looked_at=looked_at)
    return looked_at


def _settled(hint: str | Order, orders: Orders, payments: Payments) -> None:
    if isinstance(hint, Order):
        settle_payment(hint, orders=orders, payments=payments)
        return
    try:
        settle_intent(hint, orders=orders, payments=payments)
    except NotYet:
        logs.warning("a payment has no order of ours", intent=hint)
