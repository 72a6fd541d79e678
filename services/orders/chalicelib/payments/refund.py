"""Refund orders: the refund is saved with the order first, then made at Stripe, however many attempts that takes."""

from ulid import ULID

from bookstore import clock, logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Unavailable
from bookstore.jobs import IsLate, JobReport, never_late, run_job
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import RefundOutcome, RefundRequest, apply_refund_outcome, request_refund
from chalicelib.orders.save import save_transition
from chalicelib.ports import DueItems, Orders, PaymentGateway


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
    for refund in order.refunds:
        if refund.status == "requested":
            try:
                outcome = payments.refund(order, refund)
            except Unavailable as unavailable:
                logs.warning("refund postponed", order_id=order.order_id, reason=unavailable.message)
                return order
            order = _save_outcome(order, refund, outcome, orders)
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
    """Return whether no refund of the order waits for Stripe any more."""
    after = finish_refunds(order, orders=orders, payments=payments)
    return not any(refund.status == "requested" for refund in after.refunds)


def _save_outcome(order: Order, refund: Refund, outcome: RefundOutcome, orders: Orders) -> Order:
    def save() -> Order:
        current = orders.get(order.customer, order.order_id)
        requested = _find_refund(current, refund.refund_id)
        if requested.status != "requested":
            return current
        after = apply_refund_outcome(current, requested, outcome, clock.now())
        return save_transition(current, after, orders=orders)

    return retry_on_conflict(save)


def _find_refund(order: Order, refund_id: str) -> Refund:
    return next(refund for refund in order.refunds if refund.refund_id == refund_id)
