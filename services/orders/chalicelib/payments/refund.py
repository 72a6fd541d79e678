"""Refund orders: the refund is saved with the order first, then made at Stripe, however many attempts that takes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from msgspec import structs
from ulid import ULID

from bookstore import clock, logs, metrics
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Unavailable
from bookstore.jobs import IsLate, JobReport, never_late, run_job
from chalicelib.errors import PaymentOutcomeUnknown
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import (
    RefundRequest,
    apply_refund_outcome,
    may_create_refund,
    postpone_refund,
    request_refund,
)
from chalicelib.orders.save import save_transition
from chalicelib.ports import DueItems, Orders, PaymentGateway

OVERDUE_AFTER = timedelta(hours=1)


def refund_order(
    order_id: str, request: RefundRequest, key: str, *, who: str, orders: Orders, payments: PaymentGateway
) -> tuple[Order, Refund]:
    """Refund some copies or everything not refunded yet; the same key refunds once.

    While Stripe is unavailable the refund stays requested, and the job finishes it.
    """
    refund_id = str(ULID())

    def save() -> tuple[Order, Refund]:
        order = orders.find(order_id)
        after, refund = request_refund(order, request, refund_id=refund_id, key=key, who=who, now=clock.now())
        return save_transition(order, after, orders=orders), refund

    order, requested = retry_on_conflict(save)
    order = finish_refunds(order, orders=orders, payments=payments)
    return order, _find_refund(order, requested.refund_id)


def finish_refunds(order: Order, *, orders: Orders, payments: PaymentGateway) -> Order:
    """Make the requested refunds at Stripe, as far as Stripe can be reached."""
    for refund in order.unmade_refunds:
        try:
            order = _make_refund(order, refund, orders, payments)
        except Unavailable as unavailable:
            logs.warning("refund postponed", order_id=order.order_id, reason=unavailable.message)
            return order
    return order


def finish_due_refunds(
    *, due: DueItems, orders: Orders, payments: PaymentGateway, is_late: IsLate = never_late
) -> JobReport:
    """Make the refunds that are requested and not made yet. Safe to run twice."""
    return run_job(
        "refund",
        due.pages("refund", clock.now()),
        lambda item: _finish_all(orders.from_item(item), orders, payments),
        postpone=due.postpone,
        is_late=is_late,
    ).check()


def _finish_all(order: Order, orders: Orders, payments: PaymentGateway) -> bool:
    """Return whether no refund of the order has to be made any more."""
    if not order.unmade_refunds:  # stored when refunds that are pending at Stripe were due: saved anew, it is not due
        orders.save(structs.replace(order, version=order.version + 1), before=order, event=None)
        return True
    after = finish_refunds(order, orders=orders, payments=payments)
    _report_overdue(after, clock.now())
    return not after.unmade_refunds


def _make_refund(order: Order, refund: Refund, orders: Orders, payments: PaymentGateway) -> Order:
    """Find the refund at Stripe, or create it: never a second one, whatever happened to the first answer."""
    outcome = payments.find_refund(order, refund)
    if outcome is None and not may_create_refund(refund, clock.now()):
        return order
    try:
        outcome = outcome or payments.create_refund(order, refund)
    except PaymentOutcomeUnknown as unknown:
        logs.warning("refund postponed", order_id=order.order_id, reason=unknown.message)
        return _change_refund(order, refund, orders, postpone_refund)
    return _change_refund(order, refund, orders, partial(apply_refund_outcome, outcome=outcome))


def _change_refund(order: Order, refund: Refund, orders: Orders, change: Callable[..., Order]) -> Order:
    """Save a change of a refund, unless somebody else has found out meanwhile what became of it."""

    def save() -> Order:
        current = orders.get(order.customer, order.order_id)
        requested = _find_refund(current, refund.refund_id)
        if not requested.is_unmade:
            return current
        return save_transition(current, change(current, requested, now=clock.now()), orders=orders)

    return retry_on_conflict(save)


def _report_overdue(order: Order, now: datetime) -> None:
    for refund in order.unmade_refunds:
        if now - refund.requested_at > OVERDUE_AFTER:
            logs.warning("refund overdue", order_id=order.order_id, refund_id=refund.refund_id)
            metrics.count("RefundOverdue")


def _find_refund(order: Order, refund_id: str) -> Refund:
    return next(refund for refund in order.refunds if refund.refund_id == refund_id)
