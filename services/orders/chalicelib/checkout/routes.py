"""What readers ask about orders: a price, an order, its payment, giving it up."""

from bookstore.errors import BadRequest, Invalid, Unavailable
from bookstore.identity import Customer
from bookstore.web import IdempotencyKey, Page, decode_cursor, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.checkout import place
from chalicelib.checkout.placement import places
from chalicelib.checkout.quote import Quote
from chalicelib.checkout.requests import EstimateWanted, OrderWanted, QuoteWanted
from chalicelib.coupons.repository import coupons
from chalicelib.errors import (
    CouponRefused,
    KeyReused,
    NotDelivered,
    NotOnSale,
    OrderOpen,
    OrderUnknown,
    OutOfStock,
    PaidElsewhere,
    PriceChanged,
    StepRefused,
)
from chalicelib.field_types import OrderId
from chalicelib.fulfilment import cancel
from chalicelib.inventory.repository import stock
from chalicelib.orders.repository import orders
from chalicelib.orders.responses import OrderView, PaymentView, PlacedView, Ways, order_view, placed_view
from chalicelib.payments import intents, settle
from chalicelib.payments.stripe_gateway import payments
from chalicelib.pricing.destinations import every_shipping

PRICED = (OutOfStock, PriceChanged, NotOnSale, CouponRefused, NotDelivered, Invalid)


@api.post("/quotes", raises=PRICED)
def quote_lines(body: QuoteWanted, customer: Customer) -> Quote:
    """What these books would cost now, with postage, tax and coupon; refused as the order itself would be."""
    return place.quote_lines(body, shelf=stock(), coupons=coupons())


@api.post("/estimates", raises=(OutOfStock, PriceChanged, NotOnSale, Invalid))
def estimate_lines(body: EstimateWanted) -> Quote:
    """What these books would cost somebody who has not signed in: sent to Great Britain, without a coupon."""
    return place.quote_lines(QuoteWanted(lines=body.lines), shelf=stock(), coupons=coupons())


@api.get("/shipping")
def list_shipping() -> Ways:
    """Where the shop sends books, what each way costs and how many working days it takes."""
    return Ways(every_shipping())


@api.post("/orders", status=201, raises=(BadRequest, OrderOpen, KeyReused, *PRICED, Unavailable))
def place_order(body: OrderWanted, key: IdempotencyKey, customer: Customer) -> PlacedView:
    """Reserve the books for half an hour and prepare the payment; the same Idempotency-Key brings the same order."""
    placed = place.place_order(
        body,
        customer,
        key,
        places=places(),
        orders=orders(),
        shelf=stock(),
        coupons=coupons(),
        payments=payments(),
    )
    return placed_view(placed)


@api.get("/orders", raises=(BadRequest,))
def list_orders(query: PageQuery, customer: Customer) -> Page[OrderView]:
    """One's own orders, the newest first."""
    start = decode_cursor(query.cursor, pk=f"CUSTOMER#{customer.id}")
    found = orders().of(customer.id, limit=query.limit, start=start)
    return to_page(found, lambda item: order_view(orders().read(item)))


@api.get("/orders/{order_id}", raises=(OrderUnknown,))
def get_order(order_id: OrderId, customer: Customer) -> OrderView:
    """One of one's own orders."""
    return order_view(orders().get(customer.id, order_id))


@api.post("/orders/{order_id}/payment", raises=(OrderUnknown, Unavailable))
def settle_payment(order_id: OrderId, customer: Customer) -> PaymentView:
    """How the payment stands at Stripe now: for the browser that comes back from paying, or wants to pay again."""
    order = settle.settle_payment(orders().get(customer.id, order_id), orders=orders(), payments=payments())
    if not order.unpaid:
        return PaymentView(order=order_view(order), client_secret=None)
    order, intent = intents.with_intent(order, orders=orders(), payments=payments())
    return PaymentView(order=order_view(order), client_secret=intent.client_secret if intent else None)


@api.post("/orders/{order_id}/cancel", raises=(OrderUnknown, StepRefused, PaidElsewhere, Unavailable))
def cancel_order(order_id: OrderId, customer: Customer) -> OrderView:
    """Give an order up before it is shipped; what was paid goes back."""
    order = cancel.cancel_order(customer.id, order_id, who="customer", orders=orders(), payments=payments())
    return order_view(order)
