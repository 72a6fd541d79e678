"""Reconcile with Stripe: settle the payments whose webhooks were missed, and the orders that still wait for one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct, field, structs

from bookstore import clock, logs
from bookstore.dynamodb.items import Item
from bookstore.jobs import Due, IsLate, never_late, run_job
from chalicelib.errors import PaymentNotAttached
from chalicelib.limits import RESERVATION_TIME
from chalicelib.orders.order import HistoryEntry, Order
from chalicelib.payments.settle import settle_intent, settle_payment
from chalicelib.ports import Checkpoints, DueItems, Orders, PaymentGateway

OVERLAP = timedelta(minutes=10)
FIRST_PERIOD = timedelta(hours=24)
LISTED_PERIOD = timedelta(hours=1)
Outcome = Order | PaymentNotAttached | None


class ReconciliationReport(Struct, frozen=True, kw_only=True):
    """One run: how many payments and orders were compared, and which missed changes were made up for, counted.

    `without_order` counts payments with an order id that is not in our table.
    """

    compared: int
    missed: dict[str, int] = field(name="mended")
    without_order: int


def reconcile_payments(
    *, due: DueItems, orders: Orders, payments: PaymentGateway, checkpoints: Checkpoints, is_late: IsLate = never_late
) -> ReconciliationReport:
    """Settle every payment that changed since the last run, and every order that still waits. Safe to run twice.

    Imported orders were paid elsewhere and have no payment to compare.
    """
    started = clock.now()
    outcomes: list[Outcome] = []
    _enqueue_changed(started, due, payments, checkpoints, is_late)
    settled = run_job(
        "settle",
        due.pages("settle", clock.now()),
        lambda item: _settle_changed(item, outcomes, due, orders, payments),
        postpone=due.postpone,
        is_late=is_late,
    )
    compared = run_job(
        "reconcile",
        _waiting_pages(started, due, checkpoints),
        lambda item: _settle_waiting(orders.from_item(item), outcomes, orders, payments),
        postpone=lambda *_: None,  # each run compares all of them; when they expire is not for it to decide
        is_late=is_late,
    )
    report = _report(settled.processed + compared.processed, outcomes, started)
    logs.info("payments reconciled", **structs.asdict(report))
    settled.check()
    compared.check()
    return report


def _enqueue_changed(
    started: datetime, due: DueItems, payments: PaymentGateway, checkpoints: Checkpoints, is_late: IsLate
) -> None:
    """Make every payment that changed due: hour by hour, so that the next run continues where this one was ended."""
    since = (checkpoints.get("reconcile") or started - FIRST_PERIOD) - OVERLAP
    while since < started and not is_late():
        until = min(since + LISTED_PERIOD, started)
        due.add("settle", payments.intents_changed(since, until))
        checkpoints.save("reconcile", until)
        since = until


def _waiting_pages(started: datetime, due: DueItems, checkpoints: Checkpoints) -> Iterator[Sequence[Due[Item]]]:
    """Yield the orders that wait for their payment; the next run continues behind the last page that was finished."""
    start = checkpoints.get_position("reconcile")
    for page, reached in due.pages_from(start, "expire", started + RESERVATION_TIME * 2):
        yield page
        if reached or start:
            checkpoints.save_position("reconcile", reached)


def _settle_changed(
    item: Item, outcomes: list[Outcome], due: DueItems, orders: Orders, payments: PaymentGateway
) -> bool:
    try:
        outcomes.append(settle_intent(item["name"], orders=orders, payments=payments))
    except PaymentNotAttached as error:  # its order is compared as long as it waits
        outcomes.append(error)
    due.remove(item)
    return True


def _settle_waiting(order: Order, outcomes: list[Outcome], orders: Orders, payments: PaymentGateway) -> bool:
    outcomes.append(settle_payment(order, orders=orders, payments=payments))
    return True


def _report(compared: int, outcomes: Sequence[Outcome], started: datetime) -> ReconciliationReport:
    orders = {outcome.order_id: outcome for outcome in outcomes if isinstance(outcome, Order)}
    entries = (entry for order in orders.values() for entry in order.history)
    return ReconciliationReport(
        compared=compared,
        missed=Counter(entry.what for entry in entries if _was_missed(entry, started)),
        without_order=sum(isinstance(outcome, PaymentNotAttached) for outcome in outcomes),
    )


def _was_missed(entry: HistoryEntry, started: datetime) -> bool:
    return entry.at >= started and entry.who in {"stripe", "clock"}
