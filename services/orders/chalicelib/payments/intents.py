"""The one PaymentIntent of an order: made when it is missing, and handed out only once the order knows it."""

from msgspec import structs

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.errors import Unavailable
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, noted
from chalicelib.ports import Orders, OutcomeUnknown, Payments
from chalicelib.transitions import kept


def with_intent(order: Order, *, orders: Orders, payments: Payments) -> tuple[Order, Intent | None]:
    """The order with its intent; None when it needs no payment (any more)."""
    if order.intent_id:
        return order, payments.get(order.intent_id)
    if not order.unpaid:
        return order, None
    intent = _created(order, orders, payments)
    try:
        return _attached(order, intent, orders, payments)
    except ConcurrentUpdate:
        return retry_on_conflict(
            lambda: _attached(orders.get(order.customer, order.order_id), intent, orders, payments)
        )


def _created(order: Order, orders: Orders, payments: Payments) -> Intent:
    """Stripe repeats a remembered failure for a day, so the next try is another attempt with another key. Its
    client secret was never handed out, so a forgotten intent can never be paid."""
    try:
        return payments.create(order)
    except OutcomeUnknown as unknown:
        _count_attempt(order, orders)
        raise Unavailable(
            "Your books are reserved, but the payment could not be prepared. Please try again.",
            retry_after=2,
            order_id=order.order_id,
        ) from unknown


def _count_attempt(order: Order, orders: Orders) -> None:
    later = structs.replace(order, version=order.version + 1, attempt=order.attempt + 1)
    try:
        orders.change(later, before=order, announcing=None)
    except ConcurrentUpdate:
        return  # another request of the same reader has counted already, or has succeeded


def _attached(present: Order, intent: Intent, orders: Orders, payments: Payments) -> tuple[Order, Intent | None]:
    if present.intent_id == intent.intent_id:
        return present, intent
    if present.intent_id or not present.unpaid:
        payments.cancel(intent.intent_id)
        return with_intent(present, orders=orders, payments=payments)
    after = noted(
        present, "payment_asked", who="customer", now=clock.now(), payment_id=intent.intent_id,
        intent_id=intent.intent_id, intent_status=intent.status,
    )  # fmt: skip
    return kept(present, after, orders=orders), intent
