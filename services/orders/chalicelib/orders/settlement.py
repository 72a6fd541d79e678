"""What follows for an order from the state of its payment at Stripe. The only place that decides it."""

from collections.abc import Callable
from datetime import datetime

from bookstore.money import CURRENCY
from chalicelib.limits import RESERVATION_TIME
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import DISPUTE_FLAGS, LATE_PAYMENT, Order, Refund, add_flag, record_change, transition
from chalicelib.orders.refunds import add_refund, settle_refunds

LATE_PAYMENT_REASON = "The money arrived after the order was cancelled."
StatusRule = Callable[[Order, Intent, datetime], Order]


def settle(order: Order, intent: Intent, now: datetime) -> Order:
    """Return the order in agreement with its payment; the very same order when nothing changes.

    It may be called any number of times and in any order: what was decided is never decided again.
    """
    if intent.is_missing:
        return _on_missing(order, intent, now)
    if intent.order_id != order.order_id or intent.intent_id != order.intent_id:
        return add_flag(order, "foreign_payment", now=now, payment_id=intent.intent_id) if intent.received else order
    after = STATUS_RULES.get(intent.status, _on_other_status)(order, intent, now)
    return _flag_external_changes(settle_refunds(after, intent.refunds, now), intent, now)


def _on_succeeded(order: Order, intent: Intent, now: datetime) -> Order:
    """Pay the order, or give the money back: to an order that was cancelled, or whose customer closed the account."""
    if order.is_unpaid and not order.forgotten:
        return _mark_paid(order, intent, now)
    if order.is_unpaid:
        order = _on_canceled(order, intent, now)
    is_late = order.status == "cancelled" and order.paid_at is None and not order.refunds
    return _refund_late_payment(order, intent, now) if is_late else order


def _mark_paid(order: Order, intent: Intent, now: datetime) -> Order:
    if (intent.received, intent.currency) != (order.total, CURRENCY.lower()):
        return add_flag(order, "amount_mismatch", now=now, payment_id=intent.intent_id)
    return transition(
        order,
        "paid",
        who="stripe",
        now=now,
        payment_id=intent.intent_id,
        paid_at=now,
        intent_status=intent.status,
        problem=None,
        reserved_until=None,
    )


def _refund_late_payment(order: Order, intent: Intent, now: datetime) -> Order:
    refund = Refund(
        refund_id=f"{LATE_PAYMENT}{intent.intent_id}",
        amount=intent.received,
        status="requested",
        reason=LATE_PAYMENT_REASON,
        requested_at=now,
    )
    flagged = add_flag(order, "paid_after_cancel", now=now, payment_id=intent.intent_id)
    return add_refund(flagged, refund, who="clock")


def _on_processing(order: Order, intent: Intent, now: datetime) -> Order:
    """Extend the reservation while the bank processes the payment, at most once per half reservation."""
    is_recent = order.reserved_until is not None and order.reserved_until - now > RESERVATION_TIME / 2
    if not order.is_unpaid or (order.intent_status == intent.status and is_recent):
        return order
    return _record_status(order, intent, now, reserved_until=now + RESERVATION_TIME)


def _on_canceled(order: Order, intent: Intent, now: datetime) -> Order:
    if not order.is_unpaid:
        return order
    return transition(
        order,
        "cancelled",
        who="stripe",
        now=now,
        payment_id=intent.intent_id,
        intent_status=intent.status,
        reserved_until=None,
    )


def _on_missing(order: Order, intent: Intent, now: datetime) -> Order:
    """Cancel what can never be paid any more, so that its customer can order again; what was paid is only flagged."""
    flagged = add_flag(order, "payment_missing", now=now, payment_id=intent.intent_id)
    return _on_canceled(flagged, intent, now)


def _on_other_status(order: Order, intent: Intent, now: datetime) -> Order:
    is_unchanged = (order.intent_status, order.problem) == (intent.status, intent.decline_code)
    return order if is_unchanged or not order.is_unpaid else _record_status(order, intent, now)


def _record_status(order: Order, intent: Intent, now: datetime, **changes: object) -> Order:
    return record_change(
        order,
        "payment_declined" if intent.decline_code else f"payment_{intent.status}",
        who="stripe",
        now=now,
        payment_id=intent.intent_id,
        intent_status=intent.status,
        problem=intent.decline_code,
        **changes,
    )


def _flag_external_changes(order: Order, intent: Intent, now: datetime) -> Order:
    """Flag what was done in Stripe's dashboard or at the bank, for staff to review."""
    if intent.dispute:
        flag, others = DISPUTE_FLAGS[intent.dispute], DISPUTE_FLAGS.values()
        order = add_flag(order, flag, now=now, payment_id=intent.intent_id, replaces=others)
    if intent.refunded > order.refunded_total:
        order = add_flag(order, "refunded_elsewhere", now=now, payment_id=intent.intent_id)
    return order


STATUS_RULES: dict[str, StatusRule] = {
    "succeeded": _on_succeeded,
    "processing": _on_processing,
    "canceled": _on_canceled,
}
