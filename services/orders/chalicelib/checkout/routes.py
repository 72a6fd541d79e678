"""The routes of customers: quote, place, list, pay and cancel orders."""

from typing import Any, Literal

from msgspec import Struct

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import BadRequest, Invalid, Unavailable
from bookstore.field_types import OrderId
from bookstore.identity import Customer
from bookstore.web import IdempotencyKey, Page, RateLimit, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.checkout import place, quote
from chalicelib.checkout.placement import order_placement
from chalicelib.checkout.quote import Quote
from chalicelib.checkout.requests import EstimateRequest, OrderRequest, QuoteRequest
from chalicelib.coupons.repository import coupons
from chalicelib.errors import (
    CountryNotServed,
    CouponNotApplicable,
    DigitalConsentRequired,
    IdempotencyKeyReused,
    NotOnSale,
    NotYetAvailable,
    OrderNotFound,
    OutOfStock,
    PaidElsewhere,
    PriceChanged,
    TransitionNotAllowed,
    UnpaidOrderExists,
)
from chalicelib.fulfilment import cancel
from chalicelib.inventory.repository import stock
from chalicelib.orders.repository import orders
from chalicelib.orders.responses import (
    OrderResponse,
    PaymentResponse,
    PlacedOrderResponse,
    ShippingOptionsResponse,
    to_order_response,
    to_placed_response,
)
from chalicelib.payments import intents, settle
from chalicelib.payments.customer_repository import stripe_customers
from chalicelib.payments.stripe_gateway import payments
from chalicelib.pricing.destinations import shipping_options

PRICING_ERRORS = (OutOfStock, PriceChanged, NotOnSale, NotYetAvailable, CouponNotApplicable, CountryNotServed, Invalid)
PLACING_ERRORS = (
    BadRequest,
    AccountClosed,
    UnpaidOrderExists,
    IdempotencyKeyReused,
    DigitalConsentRequired,
    *PRICING_ERRORS,
)

COUPONS, ORDERS, QUOTES = RateLimit("coupons", only_with="coupon"), RateLimit("orders"), RateLimit("quotes")


class PlaceOrderQuery(Struct, frozen=True):
    """When the payment is prepared: with the order, or later by `POST /orders/{order_id}/payment`."""

    payment: Literal["now", "later"] = "now"


@api.post("/quotes", raises=PRICING_ERRORS, limits=(QUOTES, COUPONS))
def quote_lines(body: QuoteRequest, customer: Customer) -> Quote:
    """Quote these books now, with postage, tax and coupon; fails as placing the order would."""
    return quote.quote_lines(body, stock=stock(), coupons=coupons())


@api.post("/estimates", raises=(OutOfStock, PriceChanged, NotOnSale, NotYetAvailable, Invalid), limits=(QUOTES,))
def estimate_lines(body: EstimateRequest) -> Quote:
    """Quote these books for somebody who has not signed in: sent to Great Britain, without a coupon."""
    return quote.quote_lines(QuoteRequest(lines=body.lines), stock=stock(), coupons=coupons())


@api.get("/shipping")
def list_shipping() -> ShippingOptionsResponse:
    """List where the shop delivers, what each method costs and how many working days it takes."""
    return ShippingOptionsResponse(shipping_options())


@api.post("/orders", status=201, raises=PLACING_ERRORS, limits=(ORDERS, COUPONS))
def place_order(
    body: OrderRequest, query: PlaceOrderQuery, key: IdempotencyKey, customer: Customer
) -> PlacedOrderResponse:
    """Reserve the books for half an hour and prepare the payment; the same Idempotency-Key returns the same order."""
    reservation: dict[str, Any] = {
        "placements": order_placement(),
        "orders": orders(),
        "stock": stock(),
        "coupons": coupons(),
        "stripe_customers": stripe_customers(),
    }
    if query.payment == "later":
        return to_placed_response(place.reserve_order(body, customer, key, **reservation), None)
    placed = place.place_order(body, customer, key, **reservation, payments=payments())
    return to_placed_response(placed.order, placed.client_secret)


@api.get("/orders", raises=(BadRequest,))
def list_orders(query: PageQuery, customer: Customer) -> Page[OrderResponse]:
    """List the customer's own orders, the newest first."""
    page = orders().list_by_customer(customer.id, limit=query.limit, cursor=query.cursor)
    return to_page(page, lambda item: to_order_response(orders().from_item(item)))


@api.get("/orders/{order_id}", raises=(OrderNotFound,))
def get_order(order_id: OrderId, customer: Customer) -> OrderResponse:
    """Return one of the customer's own orders."""
    return to_order_response(orders().get(customer.id, order_id))


@api.post("/orders/{order_id}/payment", raises=(OrderNotFound, Unavailable))
def settle_payment(order_id: OrderId, customer: Customer) -> PaymentResponse:
    """Settle the payment by its state at Stripe: for the browser that returns from paying, or pays again."""
    order = settle.settle_payment(orders().get(customer.id, order_id), orders=orders(), payments=payments())
    if not order.is_unpaid:
        return PaymentResponse(order=to_order_response(order), client_secret=None)
    order, intent = intents.ensure_intent(order, orders=orders(), payments=payments())
    return PaymentResponse(order=to_order_response(order), client_secret=intent.client_secret if intent else None)


@api.post("/orders/{order_id}/cancel", raises=(OrderNotFound, TransitionNotAllowed, PaidElsewhere, Unavailable))
def cancel_order(order_id: OrderId, customer: Customer) -> OrderResponse:
    """Cancel an order before it is shipped; what was paid is refunded."""
    order = cancel.cancel_order(customer.id, order_id, who="customer", orders=orders(), payments=payments())
    return to_order_response(order)
