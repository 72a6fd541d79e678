"""Place an order: price it, reserve its stock in one transaction, then prepare its payment; each exactly once."""

from datetime import datetime

from msgspec import Struct, structs
from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import BookstoreError
from bookstore.identity import Customer
from chalicelib.checkout.quote import Quote, find_coupon, quote_request
from chalicelib.checkout.requests import OrderRequest, hash_request
from chalicelib.errors import DigitalConsentRequired, IdempotencyKeyReused
from chalicelib.limits import RESERVATION_TIME
from chalicelib.orders.event_mapping import event_for_status
from chalicelib.orders.order import HistoryEntry, Order
from chalicelib.payments.intents import ensure_intent
from chalicelib.ports import Coupons, IdempotencyRecord, Orders, PaymentGateway, Placements, Stock, StripeCustomers


class PlacedOrder(Struct, frozen=True, kw_only=True):
    """A placed order and the secret with which its customer pays; None for an order that costs nothing."""

    order: Order
    client_secret: str | None


def place_order(
    request: OrderRequest,
    customer: Customer,
    key: str,
    *,
    placements: Placements,
    orders: Orders,
    stock: Stock,
    coupons: Coupons,
    payments: PaymentGateway,
    stripe_customers: StripeCustomers,
) -> PlacedOrder:
    """Reserve the order, then prepare its payment; a repeat completes what is still missing."""
    reserved = reserve_order(
        request,
        customer,
        key,
        placements=placements,
        orders=orders,
        stock=stock,
        coupons=coupons,
        stripe_customers=stripe_customers,
    )
    order, intent = ensure_intent(reserved, orders=orders, payments=payments)
    return PlacedOrder(order=order, client_secret=intent.client_secret if intent else None)


def reserve_order(
    request: OrderRequest,
    customer: Customer,
    key: str,
    *,
    placements: Placements,
    orders: Orders,
    stock: Stock,
    coupons: Coupons,
    stripe_customers: StripeCustomers,
) -> Order:
    """Reserve the stock and save the order in one transaction, without a payment.

    If any book is missing, or an e-book lacks the customer's consent, nothing changes. The same key returns the same
    order.
    """

    def reserve() -> Order:
        try:
            return place_new()
        except BookstoreError:  # of a repeat, that the books or the coupon are gone is no error: it has them
            record = placements.find(customer.id, key)
            if record is None:
                raise
            return orders.get(customer.id, _check_same_request(record, request_hash).order_id)

    def place_new() -> Order:
        coupon = find_coupon(request.coupon, coupons)
        quote = quote_request(request, coupon, stock=stock)
        check_digital_consent(request, quote)
        code = coupon.code if coupon else None
        order = new_order(str(ULID()), customer, request, quote=quote, coupon=code, now=clock.now())
        order = structs.replace(order, stripe_customer=stripe_customers.get(customer.id))
        placements.commit(order, key=key, request_hash=request_hash, coupon=coupon, event=event_for_status(order))
        return order

    request_hash = hash_request(request)
    return retry_on_conflict(reserve)


def check_digital_consent(request: OrderRequest, quote: Quote) -> None:
    """Raise DigitalConsentRequired for e-books or audiobooks that the customer has not asked to get at once."""
    if quote.has_digital_lines and not request.digital_consent:
        raise DigitalConsentRequired(
            "Please agree to get your e-books and audiobooks immediately.",
            field="digital_consent",
            rule="true for an order with an e-book or audiobook",
        )


def new_order(
    order_id: str, customer: Customer, request: OrderRequest, *, quote: Quote, coupon: str | None, now: datetime
) -> Order:
    """Return the first version of an order: a reservation, or paid at once when it costs nothing."""
    is_free = quote.totals.total == 0
    placed = HistoryEntry(at=now, what="placed", who="customer")
    paid = HistoryEntry(at=now, what="paid", who="customer")
    return Order(
        order_id=order_id,
        customer=customer.id,
        email=customer.email or None,
        status="paid" if is_free else "pending_payment",
        payment="free" if is_free else "card",
        placed_at=now,
        changed_at=now,
        paid_at=now if is_free else None,
        reserved_until=None if is_free else now + RESERVATION_TIME,
        lines=quote.lines,
        totals=quote.totals,
        shipping=request.shipping,
        address=request.address,
        coupon=coupon,
        digital_consent_at=now if quote.has_digital_lines and request.digital_consent else None,
        history=(placed, paid) if is_free else (placed,),
    )


def _check_same_request(record: IdempotencyRecord, request_hash: str) -> IdempotencyRecord:
    if record.request_hash != request_hash:
        raise IdempotencyKeyReused(
            "This key has placed another order.", field="Idempotency-Key", rule="one key, one request"
        )
    return record
