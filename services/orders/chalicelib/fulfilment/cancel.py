"""Giving an order up: by its reader, by staff, or by the clock when nobody has paid. The payment is stopped first."""

from datetime import datetime

from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from chalicelib.errors import StepRefused
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order
from chalicelib.orders.refunds import cancelled
from chalicelib.orders.settlement import settled
from chalicelib.payments.refund import finish_refunds
from chalicelib.ports import Orders, Payments
from chalicelib.transitions import for_each, kept


def cancel_order(customer: str, order_id: str, *, who: str, orders: Orders, payments: Payments) -> Order:
    """Cancel an order that has not left the shop: its stock is free again, paid money goes back."""
    order = retry_on_conflict(lambda: _cancelled(orders.get(customer, order_id), who, orders, payments))
    return finish_refunds(order, orders=orders, payments=payments)


def expire_orders(*, orders: Orders, payments: Payments) -> int:
    """The job: cancel what was reserved for half an hour and not paid. Safe to run twice at once."""
    now = clock.now()
    return for_each(orders.due("expire", now), lambda order: _expire(order, now, orders, payments))


def _expire(found: Order, now: datetime, orders: Orders, payments: Payments) -> None:
    def expire() -> None:
        order = orders.get(found.customer, found.order_id)
        if not order.unpaid or order.reserved_until is None or order.reserved_until > now:
            return
        order, intent = _stopped(order, orders, payments)
        if order.unpaid and order.intent_status != "processing":
            _give_up(order, intent, "clock", orders)

    retry_on_conflict(expire)


def _cancelled(order: Order, who: str, orders: Orders, payments: Payments) -> Order:
    order, intent = _stopped(order, orders, payments)
    if order.unpaid and order.intent_status == "processing":
        raise StepRefused("The payment is being processed; please wait for it.", status=order.status)
    return _give_up(order, intent, who, orders)


def _stopped(order: Order, orders: Orders, payments: Payments) -> tuple[Order, Intent | None]:
    """The order once its payment cannot arrive unseen: the intent is cancelled, or what became of it is known."""
    if not (order.unpaid and order.intent_id):
        return order, None
    intent = payments.cancel(order.intent_id)
    if intent.status == "canceled":
        return order, intent
    return kept(order, settled(order, intent, clock.now()), orders=orders), intent


def _give_up(order: Order, intent: Intent | None, who: str, orders: Orders) -> Order:
    """Cancelled; money that came and could not be accepted (another sum than ours) is sent back like late money."""
    after = kept(order, cancelled(order, refund_id=str(ULID()), who=who, now=clock.now()), orders=orders)
    return kept(after, settled(after, intent, clock.now()), orders=orders) if intent else after
