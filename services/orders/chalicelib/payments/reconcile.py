"""Reconcile with Stripe: settle the payments whose webhooks were missed, and the orders that still wait for one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from msgspec import Struct, field, structs

from bookstore import clock, logs
from chalicelib.errors import PaymentNotAttached
from chalicelib.limits import RESERVATION_TIME
from chalicelib.orders.order import HistoryEntry, Order
from chalicelib.orders.save import process_each
from chalicelib.payments.settle import settle_intent, settle_payment
from chalicelib.ports import Checkpoints, Orders, PaymentGateway

OVERLAP = timedelta(minutes=10)
FIRST_PERIOD = timedelta(hours=24)


class ReconciliationReport(Struct, frozen=True, kw_only=True):
    """One run: how many payments and orders were compared, and which missed changes were made up for, counted.

    `without_order` counts payments with an order id that is not in our table.
    """

    compared: int
    missed: dict[str, int] = field(name="mended")
    without_order: int


def reconcile_payments(*, orders: Orders, payments: PaymentGateway, checkpoints: Checkpoints) -> ReconciliationReport:
    """Settle every payment that changed since the last run, and every order that still waits. Safe to run twice.

    Imported orders were paid elsewhere and have no payment to compare.
    """
    started = clock.now()
    since = (checkpoints.get("reconcile") or started - FIRST_PERIOD) - OVERLAP
    waiting = orders.due("expire", started + RESERVATION_TIME * 2)
    subjects: Iterable[str | Order] = chain(payments.intents_changed_since(since), waiting)
    outcomes: list[Order | PaymentNotAttached | None] = []
    compared = process_each(subjects, lambda subject: outcomes.append(_settle(subject, orders, payments)))
    checkpoints.save("reconcile", started)
    report = _report(compared, outcomes, started)
    logs.info("payments reconciled", **structs.asdict(report))
    return report


def _settle(subject: str | Order, orders: Orders, payments: PaymentGateway) -> Order | PaymentNotAttached | None:
    if isinstance(subject, Order):
        return settle_payment(subject, orders=orders, payments=payments)
    try:
        return settle_intent(subject, orders=orders, payments=payments)
    except PaymentNotAttached as error:
        return error


def _report(
    compared: int, outcomes: Sequence[Order | PaymentNotAttached | None], started: datetime
) -> ReconciliationReport:
    orders = {outcome.order_id: outcome for outcome in outcomes if isinstance(outcome, Order)}
    entries = (entry for order in orders.values() for entry in order.history)
    return ReconciliationReport(
        compared=compared,
        missed=Counter(entry.what for entry in entries if _was_missed(entry, started)),
        without_order=sum(isinstance(outcome, PaymentNotAttached) for outcome in outcomes),
    )


def _was_missed(entry: HistoryEntry, started: datetime) -> bool:
    return entry.at >= started and entry.who in {"stripe", "clock"}
