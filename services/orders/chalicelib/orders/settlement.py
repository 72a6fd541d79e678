"""What follows for an order from what Stripe says about its payment. The only place that decides it."""

from collections.abc import Callable
from datetime import datetime

from bookstore.money import CURRENCY
from chalicelib.limits import RESERVED
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, Refund, flagged, moved, noted
from chalicelib.orders.refunds import with_refund

LATE = "The money arrived after the order was cancelled."
Verdict = Callable[[Order, Intent, datetime], Order]


def settled(order: Order, intent: Intent, now: datetime) -> Order:
    """The order after hearing this of its payment; the very same order when it is no news.

    It may be asked any number of times and in any order: what was decided is never decided again.
    """
    if intent.order_id != order.order_id or intent.intent_id != order.intent_id:
        return flagged(order, "foreign_payment", now=now, payment_id=intent.intent_id) if intent.received else order
    after = VERDICTS.get(intent.status, _awaiting)(order, intent, now)
    return _watched(after, intent, now)


def _charged(order: Order, intent: Intent, now: datetime) -> Order:
    if order.unpaid:
        return _paid(order, intent, now)
    came_too_late = order.status == "cancelled" and order.paid_at is None and not order.refunds
    return _sent_back(order, intent, now) if came_too_late else order


def _paid(order: Order, intent: Intent, now: datetime) -> Order:
    if (intent.received, intent.currency) != (order.total, CURRENCY.lower()):
        return flagged(order, "amount_mismatch", now=now, payment_id=intent.intent_id)
    return moved(
        order, "paid", who="stripe", now=now, payment_id=intent.intent_id, paid_at=now,
        intent_status=intent.status, problem=None, reserved_until=None,
    )  # fmt: skip


def _sent_back(order: Order, intent: Intent, now: datetime) -> Order:
    refund = Refund(
        refund_id=f"late-{intent.intent_id}", amount=intent.received, status="requested", reason=LATE, requested_at=now
    )
    marked = flagged(order, "paid_after_cancel", now=now, payment_id=intent.intent_id)
    return with_refund(marked, refund, who="clock")


def _processing(order: Order, intent: Intent, now: datetime) -> Order:
    """The bank takes its time, so the books stay reserved for as long again."""
    rested = order.reserved_until is not None and order.reserved_until - now > RESERVED / 2
    if not order.unpaid or (order.intent_status == intent.status and rested):
        return order
    return _heard(order, intent, now, reserved_until=now + RESERVED)


def _given_up(order: Order, intent: Intent, now: datetime) -> Order:
    if not order.unpaid:
        return order
    return moved(
        order, "cancelled", who="stripe", now=now, payment_id=intent.intent_id, intent_status=intent.status,
        reserved_until=None,
    )  # fmt: skip


def _awaiting(order: Order, intent: Intent, now: datetime) -> Order:
    known = (order.intent_status, order.problem) == (intent.status, intent.problem)
    return order if known or not order.unpaid else _heard(order, intent, now)


def _heard(order: Order, intent: Intent, now: datetime, **new: object) -> Order:
    what = "payment_declined" if intent.problem else f"payment_{intent.status}"
    return noted(
        order, what, who="stripe", now=now, payment_id=intent.intent_id, intent_status=intent.status,
        problem=intent.problem, **new,
    )  # fmt: skip


def _watched(order: Order, intent: Intent, now: datetime) -> Order:
    """Marks what somebody did in Stripe's dashboard or at the bank, for staff to look at."""
    if intent.disputed:
        order = flagged(order, "disputed", now=now, payment_id=intent.intent_id)
    if intent.refunded > order.refunded_total:
        order = flagged(order, "refunded_elsewhere", now=now, payment_id=intent.intent_id)
    return order


VERDICTS: dict[str, Verdict] = {
    "succeeded": _charged,
    "processing": _processing,
    "canceled": _given_up,
}
