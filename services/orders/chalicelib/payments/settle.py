"""Settling: whoever says that something happened at Stripe, we ask Stripe itself and do what follows from that."""

from bookstore import clock, logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Conflict
from chalicelib.errors import OrderUnknown
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order
from chalicelib.orders.settlement import settled
from chalicelib.payments.refund import finish_refunds
from chalicelib.ports import Orders, Payments
from chalicelib.transitions import kept, needs_a_look


class NotYet(Conflict):
    """The order does not know this payment yet; whoever told us has to come again."""

    code = "not_yet"


def settle_payment(order: Order, *, orders: Orders, payments: Payments) -> Order:
    """Make the order agree with its payment at Stripe: webhook, browser and reconciliation all end here.

    Repeats, lateness and any order of arrival change nothing, because only Stripe's present answer counts.
    """
    if order.intent_id is None:
        return order
    return _apply(payments.get(order.intent_id), order, orders=orders, payments=payments)


def settle_intent(intent_id: str, *, orders: Orders, payments: Payments) -> Order | None:
    """Settle the order that this payment is for; None when it is not one of our orders' payments.

    NotYet when the order is not written yet, or does not know the payment yet: 200 would lose the news for ever.
    """
    intent = payments.get(intent_id)
    if not intent.order_id:
        logs.info("a payment without an order", intent=intent_id)
        return None
    try:
        order = orders.get(intent.customer, intent.order_id)
    except OrderUnknown as unknown:
        if intent.received:
            needs_a_look("money without an order", intent=intent_id, order=intent.order_id)
        raise NotYet("The order of this payment is not known yet.", intent_id=intent_id) from unknown
    if order.intent_id is None and order.unpaid:
        raise NotYet("The order does not know this payment yet.", intent_id=intent_id)
    return _apply(intent, order, orders=orders, payments=payments)


def _apply(intent: Intent, order: Order, *, orders: Orders, payments: Payments) -> Order:
    after = retry_on_conflict(lambda: _settled(intent, orders.get(order.customer, order.order_id), orders))
    return finish_refunds(after, orders=orders, payments=payments)


def _settled(intent: Intent, order: Order, orders: Orders) -> Order:
    return kept(order, settled(order, intent, clock.now()), orders=orders)
