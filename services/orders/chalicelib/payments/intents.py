"""The one payment intent of an order: created when missing, and handed out only once the order has it."""

from msgspec import structs

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.errors import Unavailable
from chalicelib.errors import PaymentOutcomeUnknown
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, record_change
from chalicelib.orders.save import save_transition
from chalicelib.payments.settle import settle_payment
from chalicelib.ports import Orders, PaymentGateway


def ensure_intent(order: Order, *, orders: Orders, payments: PaymentGateway) -> tuple[Order, Intent | None]:
    """Return the order with its intent, creating it when missing; None when the order needs no payment (any more), or
    its customer closed the account.

    Raises Unavailable when Stripe cannot create one now; a repeat completes it.
    """
    if order.forgotten:
        return order, None
    if order.intent_id:
        return _read_intent(order, order.intent_id, orders, payments)
    if not order.is_unpaid:
        return order, None
    intent = _create_intent(order, orders, payments)
    try:
        return _attach_intent(order, intent, orders, payments)
    except ConcurrentUpdate:
        return retry_on_conflict(
            lambda: _attach_intent(orders.get(order.customer, order.order_id), intent, orders, payments)
        )


def _read_intent(order: Order, intent_id: str, orders: Orders, payments: PaymentGateway) -> tuple[Order, Intent | None]:
    intent = payments.get_intent(intent_id)
    if intent.is_missing:
        return settle_payment(order, orders=orders, payments=payments), None
    return order, intent


def _create_intent(order: Order, orders: Orders, payments: PaymentGateway) -> Intent:
    """Create an intent; after an unknown outcome, count the attempt, so that the next one has another key.

    Stripe repeats a failure under the same key for a day. The client secret of a lost intent was never handed out,
    so it can never be paid.
    """
    try:
        return payments.create_intent(order)
    except PaymentOutcomeUnknown as unknown:
        _count_attempt(order, orders)
        raise Unavailable(
            "Your books are reserved, but the payment could not be prepared. Please try again.",
            retry_after=2,
            order_id=order.order_id,
        ) from unknown


def _count_attempt(order: Order, orders: Orders) -> None:
    after = structs.replace(order, version=order.version + 1, attempt=order.attempt + 1)
    try:
        orders.save(after, before=order, event=None)
    except ConcurrentUpdate:
        return  # another request of the same customer has counted the attempt, or has succeeded


def _attach_intent(
    current: Order, intent: Intent, orders: Orders, payments: PaymentGateway
) -> tuple[Order, Intent | None]:
    if current.intent_id == intent.intent_id:
        return current, intent
    if current.intent_id or not current.is_unpaid or current.forgotten:
        payments.cancel_intent(intent.intent_id)
        return ensure_intent(current, orders=orders, payments=payments)
    after = record_change(
        current,
        "payment_asked",
        who="customer",
        now=clock.now(),
        payment_id=intent.intent_id,
        intent_id=intent.intent_id,
        intent_status=intent.status,
    )
    return save_transition(current, after, orders=orders), intent
