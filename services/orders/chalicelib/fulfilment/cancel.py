"""Cancel an order: by its customer, by staff, or by the clock when nobody has paid. The payment is stopped first."""

from datetime import datetime

from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from chalicelib.errors import TransitionNotAllowed
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order
from chalicelib.orders.refunds import cancel_with_refund
from chalicelib.orders.save import process_each, save_transition
from chalicelib.orders.settlement import settle
from chalicelib.payments.refund import finish_refunds
from chalicelib.ports import Orders, PaymentGateway


def cancel_order(customer: str, order_id: str, *, who: str, orders: Orders, payments: PaymentGateway) -> Order:
    """Cancel an order that is not shipped: its stock is released, paid money is refunded.

    Raises TransitionNotAllowed for shipped orders and while the bank processes the payment.
    """

    def cancel() -> Order:
        order, intent = _stop_payment(orders.get(customer, order_id), orders, payments)
        if order.is_unpaid and order.intent_status == "processing":
            raise TransitionNotAllowed("The payment is being processed; please wait for it.", status=order.status)
        return _cancel(order, intent, who, orders)

    return finish_refunds(retry_on_conflict(cancel), orders=orders, payments=payments)


def expire_orders(*, orders: Orders, payments: PaymentGateway) -> int:
    """Cancel the orders reserved for half an hour and not paid; return how many were due. Safe to run twice at once."""
    now = clock.now()
    return process_each(orders.due("expire", now), lambda order: _expire(order, now, orders, payments))


def _expire(due: Order, now: datetime, orders: Orders, payments: PaymentGateway) -> None:
    def expire() -> None:
        order = orders.get(due.customer, due.order_id)
        if not order.is_unpaid or order.reserved_until is None or order.reserved_until > now:
            return
        order, intent = _stop_payment(order, orders, payments)
        if order.is_unpaid and order.intent_status != "processing":
            _cancel(order, intent, "clock", orders)

    retry_on_conflict(expire)


def _stop_payment(order: Order, orders: Orders, payments: PaymentGateway) -> tuple[Order, Intent | None]:
    """Cancel the intent, or settle the order with what became of it, so that no payment can arrive unseen."""
    if not (order.is_unpaid and order.intent_id):
        return order, None
    intent = payments.cancel_intent(order.intent_id)
    if intent.status == "canceled":
        return order, intent
    return save_transition(order, settle(order, intent, clock.now()), orders=orders), intent


def _cancel(order: Order, intent: Intent | None, who: str, orders: Orders) -> Order:
    """Cancel the order; money that came and could not be accepted (another amount than ours) is refunded as late."""
    cancelled = cancel_with_refund(order, refund_id=str(ULID()), who=who, now=clock.now())
    after = save_transition(order, cancelled, orders=orders)
    return save_transition(after, settle(after, intent, clock.now()), orders=orders) if intent else after
