"""Reconciling: what Stripe told while nobody listened is heard now, and what waits for its payment is looked at."""

from datetime import datetime, timedelta
from typing import Protocol

from bookstore import clock, logs
from chalicelib.actions.partners import Orders, Payments
from chalicelib.actions.settle import NotYet, settle_intent, settle_payment
from chalicelib.actions.steps import for_each
from chalicelib.model.limits import RESERVED

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
    changed = list(payments.changed_since(since))
    for intent_id in changed:
        _settled(intent_id, orders, payments)
    waiting = orders.due("expire", began + RESERVED * 2)
    looked_at = for_each(waiting, lambda order: settle_payment(order, orders=orders, payments=payments))
    checkpoints.reach("reconcile", began)
    logs.info("reconciled", changed=len(changed), waiting=looked_at)
    return len(changed) + looked_at


def _settled(intent_id: str, orders: Orders, payments: Payments) -> None:
    try:
        settle_intent(intent_id, orders=orders, payments=payments)
    except NotYet:
        logs.warning("a payment has no order of ours", intent=intent_id)
