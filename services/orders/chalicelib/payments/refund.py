"""Refunds: asked for in the order first, then made at Stripe, however often that takes."""

from ulid import ULID

from bookstore import clock, logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Unavailable
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import Outcome, RefundWanted, requested, settled_refund
from chalicelib.ports import Orders, Payments
from chalicelib.transitions import for_each, kept


def request_refund(
    order_id: str, wanted: RefundWanted, key: str, *, who: str, orders: Orders, payments: Payments
) -> tuple[Order, Refund]:
    """Give money back for some copies or for all that is left; the same key asks once.

    When Stripe is away the refund stays requested, and the job finishes it.
    """
    refund_id = str(ULID())
    order, asked = retry_on_conflict(lambda: _requested(order_id, wanted, refund_id, key, who=who, orders=orders))
    order = finish_refunds(order, orders=orders, payments=payments)
    return order, next(refund for refund in order.refunds if refund.refund_id == asked.refund_id)


def finish_refunds(order: Order, *, orders: Orders, payments: Payments) -> Order:
    """Make the requested refunds at Stripe, as far as Stripe can be reached."""
    for refund in order.refunds:
        if refund.status == "requested":
            try:
                outcome = payments.refund(order, refund)
            except Unavailable as away:
                logs.warning("a refund has to wait", order=order.order_id, reason=away.message)
                return order
            order = _finished(order, refund, outcome, orders)
    return order


def finish_due_refunds(*, orders: Orders, payments: Payments) -> int:
    """The job: finish what was requested and not made yet. Safe to run twice at once."""
    waiting = orders.due("refund", clock.now())
    return for_each(waiting, lambda order: finish_refunds(order, orders=orders, payments=payments))


def _requested(
    order_id: str, wanted: RefundWanted, refund_id: str, key: str, *, who: str, orders: Orders
) -> tuple[Order, Refund]:
    order = orders.find(order_id)
    after, refund = requested(order, wanted, refund_id=refund_id, key=key, who=who, now=clock.now())
    return kept(order, after, orders=orders), refund


def _finished(order: Order, refund: Refund, outcome: Outcome, orders: Orders) -> Order:
    def finish() -> Order:
        present = orders.get(order.customer, order.order_id)
        waiting = next(one for one in present.refunds if one.refund_id == refund.refund_id)
        if waiting.status != "requested":
            return present
        return kept(present, settled_refund(present, waiting, outcome, clock.now()), orders=orders)

    return retry_on_conflict(finish)
