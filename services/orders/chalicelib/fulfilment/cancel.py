"""Cancel an order: by its customer, by staff, or by the clock when nobody has paid. The payment is stopped first."""

from datetime import datetime

from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.jobs import IsLate, JobReport, never_late, run_job
from chalicelib.errors import TransitionNotAllowed
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order
from chalicelib.orders.refunds import cancel_with_refund
from chalicelib.orders.save import save_transition
from chalicelib.orders.settlement import settle
from chalicelib.payments.refund import finish_refunds
from chalicelib.ports import DueItems, Orders, PaymentGateway


def cancel_order(customer: str, order_id: str, *, who: str, orders: Orders, payments: PaymentGateway) -> Order:
    """Cancel an order that is not shipped: its stock is released, paid money is refunded.

    Raises TransitionNotAllowed for shipped orders and while the bank processes the payment.
    """

    def cancel() -> Order:
        order, intent = _stop_payment(orders.get(customer, order_id), orders, payments)
        if order.is_unpaid and order.intent_status == "processing":
            raise TransitionNotAllowed(
                "Your payment is being processed. Please try again in a few minutes.", status=order.status
            )
        return _cancel(order, intent, who, orders)

    return finish_refunds(retry_on_conflict(cancel), orders=orders, payments=payments)


def expire_orders(
    *, due: DueItems, orders: Orders, payments: PaymentGateway, is_late: IsLate = never_late
) -> JobReport:
    """Cancel the orders reserved for half an hour and not paid. Safe to run twice at once."""
    now = clock.now()
    return run_job(
        "expire",
        due.pages("expire", now),
        lambda item: _expire(orders.from_item(item), now, orders, payments),
        postpone=due.postpone,
        is_late=is_late,
    ).check()


def _expire(due: Order, now: datetime, orders: Orders, payments: PaymentGateway) -> bool:
    """Return whether the order is not due any more: cancelled, paid, or reserved for longer."""

    def expire() -> bool:
        order = orders.get(due.customer, due.order_id)
        if not order.is_unpaid or order.reserved_until is None or order.reserved_until > now:
            return True
        stopped, intent = _stop_payment(order, orders, payments)
        if stopped.is_unpaid and stopped.intent_status != "processing":
            _cancel(stopped, intent, "clock", orders)
            return True
        return stopped is not order

    return retry_on_conflict(expire)


def _stop_payment(order: Order, orders: Orders, payments: PaymentGateway) -> tuple[Order, Intent | None]:
    """Cancel the intent, or settle the order with what became of it, so that no payment can arrive unseen."""
    if not (order.is_unpaid and order.intent_id):
        return order, None
    intent = payments.cancel_intent(order.intent_id)
    if intent.status == "canceled" or intent.is_missing:
        return order, intent
    return save_transition(order, settle(order, intent, clock.now()), orders=orders), intent


def _cancel(order: Order, intent: Intent | None, who: str, orders: Orders) -> Order:
    """Cancel the order; money that came and could not be accepted (another amount than ours) is refunded as late."""
    cancelled = cancel_with_refund(order, refund_id=str(ULID()), who=who, now=clock.now())
    after = save_transition(order, cancelled, orders=orders)
    return save_transition(after, settle(after, intent, clock.now()), orders=orders) if intent else after
