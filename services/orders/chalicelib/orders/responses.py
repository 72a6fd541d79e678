"""The responses about orders: what a customer may see of them."""

from datetime import datetime
from typing import Any, TypeVar

from msgspec import Struct, convert, field, structs

from bookstore.events.orders import Payment, Status
from chalicelib.addresses.address import Address
from chalicelib.orders.intent import decline_message
from chalicelib.orders.order import Order, Refund, RefundLine, RefundStatus, Shipment
from chalicelib.pricing.destinations import ShippingMethod, ShippingOption
from chalicelib.pricing.totals import PublicLine, Totals

Response = TypeVar("Response", bound=Struct)
CUSTOMER_HISTORY = frozenset(
    {
        "account_closed",
        "cancelled",
        "delivered",
        "paid",
        "payment_asked",
        "payment_declined",
        "payment_processing",
        "payment_requires_action",
        "payment_requires_confirmation",
        "payment_requires_payment_method",
        "placed",
        "refund_failed",
        "refund_requested",
        "refund_succeeded",
        "shipped",
    }
)
"""The history that customers see; everything else, flags above all, is for staff."""


class LineResponse(PublicLine, frozen=True, kw_only=True):
    """One edition in an order; money in minor units."""


class RemainingLineResponse(LineResponse, frozen=True, kw_only=True):
    """One edition in an order, with the number of copies neither refunded nor cancelled."""

    remaining: int


class PlacedOrderResponse(Struct, frozen=True, kw_only=True):
    """A placed order. Every field is one that never changes, so a repeated request gets an equal response.

    Pay with `client_secret`; it is null for an order that costs nothing, or whose payment is prepared later.
    """

    order_id: str
    placed_at: datetime
    payment: Payment
    lines: tuple[LineResponse, ...]
    totals: Totals
    client_secret: str | None


class ShippingOptionsResponse(Struct, frozen=True):
    """Every shipping method to every country."""

    items: list[ShippingOption]


class HistoryEntryResponse(Struct, frozen=True, kw_only=True):
    """One entry of an order's history."""

    at: datetime
    what: str


class RefundResponse(Struct, frozen=True, kw_only=True):
    """A refund, requested or made."""

    refund_id: str
    amount: int
    status: RefundStatus
    reason: str
    requested_at: datetime
    lines: tuple[RefundLine, ...]


class OrderResponse(Struct, frozen=True, kw_only=True):
    """An order. `payment_status` is Stripe's status until the order is paid; `problem` a sentence after a decline.

    `digital_consent_at` is when the customer asked for e-books and audiobooks at once; null without one.
    """

    order_id: str
    status: Status
    payment: Payment
    payment_status: str | None
    problem: str | None
    placed_at: datetime
    changed_at: datetime
    reserved_until: datetime | None
    paid_at: datetime | None
    lines: tuple[RemainingLineResponse, ...]
    totals: Totals
    shipping: ShippingMethod
    address: Address | None
    coupon: str | None
    shipment: Shipment | None = field(name="parcel")
    refunded_total: int
    refunds: tuple[RefundResponse, ...]
    digital_consent_at: datetime | None
    history: tuple[HistoryEntryResponse, ...]


class PaymentResponse(Struct, frozen=True, kw_only=True):
    """The state of a payment; `client_secret` only while the order is unpaid."""

    order: OrderResponse
    client_secret: str | None


def to_placed_response(order: Order, client_secret: str | None) -> PlacedOrderResponse:
    """Return the response to placing an order."""
    return _convert(PlacedOrderResponse, order, client_secret=client_secret)


def to_order_response(order: Order) -> OrderResponse:
    """Return the order without the fields for staff only."""
    return _convert(
        OrderResponse,
        order,
        payment_status=order.intent_status,
        problem=decline_message(order.problem),
        refunded_total=order.refunded_total,
        lines=order.lines_with_remaining(),
        parcel=order.shipment,
        history=[entry for entry in order.history if entry.what in CUSTOMER_HISTORY],
    )


def to_refund_response(refund: Refund) -> RefundResponse:
    """Return the refund without its keys."""
    return _convert(RefundResponse, refund)


def _convert(kind: type[Response], source: Struct, **fields: Any) -> Response:
    """Return a response with the fields of `source` that it has too, and with these fields."""
    return convert({**structs.asdict(source), **fields}, kind, from_attributes=True)
