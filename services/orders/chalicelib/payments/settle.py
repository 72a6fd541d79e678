"""Settle a payment: whatever reports a change at Stripe, read the payment there and apply what follows from it."""

from bookstore import clock, logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from chalicelib.errors import OrderNotFound, PaymentNotAttached
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order
from chalicelib.orders.save import flag_for_review, save_transition
from chalicelib.orders.settlement import settle
from chalicelib.payments.refund import finish_refunds
from chalicelib.ports import Orders, PaymentGateway


def settle_payment(order: Order, *, orders: Orders, payments: PaymentGateway) -> Order:
    """Make the order agree with its payment at Stripe: webhook, browser and reconciliation all end here.

    Repeats, delays and any order of arrival change nothing: the payment is read after the order, and what was read is
    saved only if nobody has saved the order since, so no older state of Stripe replaces a newer one.
    """

    def save() -> Order:
        current = orders.get(order.customer, order.order_id)
        if current.intent_id is None:
            return current
        return save_transition(
            current, settle(current, payments.get_intent(current.intent_id), clock.now()), orders=orders
        )

    return finish_refunds(retry_on_conflict(save), orders=orders, payments=payments)


def settle_intent(intent_id: str, *, orders: Orders, payments: PaymentGateway) -> Order | None:
    """Settle the order that this payment is for; None when it is not one of our orders' payments.

    A payment is one of ours when its metadata names an order: then PaymentNotAttached is raised as long as the order
    is not written, or does not have the payment, because answering 200 would lose Stripe's event.
    """
    intent = payments.get_intent(intent_id)
    if not intent.order_id:
        logs.info("payment without an order ignored", intent_id=intent_id, status=intent.status)
        return None
    order = _find_order(intent, orders)
    if order.intent_id is None and order.is_unpaid:
        raise PaymentNotAttached("The order does not know this payment yet.", intent_id=intent_id)
    if order.intent_id != intent.intent_id:
        return _flag_foreign_payment(order, intent, orders)
    return settle_payment(order, orders=orders, payments=payments)


def _find_order(intent: Intent, orders: Orders) -> Order:
    try:
        return orders.get(intent.customer, intent.order_id)
    except OrderNotFound as missing:
        if intent.received:
            flag_for_review("payment for a missing order", intent_id=intent.intent_id, order_id=intent.order_id)
        raise PaymentNotAttached("The order of this payment is not known yet.", intent_id=intent.intent_id) from missing


def _flag_foreign_payment(order: Order, intent: Intent, orders: Orders) -> Order:
    def save() -> Order:
        current = orders.get(order.customer, order.order_id)
        return save_transition(current, settle(current, intent, clock.now()), orders=orders)

    return retry_on_conflict(save)
