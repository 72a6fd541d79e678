"""The routes of staff: list, ship, deliver, cancel and refund orders."""

from typing import Annotated

from bookstore.audit import AuditEntry
from bookstore.errors import BadRequest, Invalid
from bookstore.events.orders import Status
from bookstore.field_types import Checked, Moment, OrderId, optional_name_rule
from bookstore.staff import Staff
from bookstore.web import Cursor, HistoryQuery, IdempotencyKey, Limit, Page, to_audit_response, to_page
from chalicelib.blueprint import api
from chalicelib.errors import (
    IdempotencyKeyReused,
    OrderDisputed,
    OrderNotFound,
    PaidElsewhere,
    RefundTooLarge,
    TooManyRefunds,
    TransitionNotAllowed,
)
from chalicelib.field_types import Country
from chalicelib.fulfilment import cancel, ship
from chalicelib.orders.order import Flag, Order, Shipment
from chalicelib.orders.order_search import OrderFilter, order_search
from chalicelib.orders.refundable import Refundable, to_refundable
from chalicelib.orders.refunds import RefundRequest
from chalicelib.orders.repository import orders
from chalicelib.orders.responses import RefundResponse, to_refund_response
from chalicelib.own_table import audit_trail
from chalicelib.payments import refund
from chalicelib.payments.stripe_gateway import payments
from chalicelib.permissions import CANCEL_ORDERS, FULFIL_ORDERS, READ_ORDERS, REFUND_ORDERS

SHIPMENT_TEXT = optional_name_rule(60)


class OrdersQuery(Checked, frozen=True):
    """Which orders. `q` is what somebody typed: the whole number or its last six characters, an e-mail address, an ISBN
    of a paid order, a tracking number, or words of the name on the parcel, in this order. `since` and `until` are
    about when they were placed; `digital` selects those with an e-book or audiobook."""

    q: Annotated[str, optional_name_rule(120)] = ""
    status: Status | None = None
    flag: Flag | None = None
    country: Country | None = None
    digital: bool = False
    since: Moment | None = None
    until: Moment | None = None
    limit: Limit = 24
    cursor: Cursor | None = None


class ShipmentRequest(Checked, Shipment, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the parcel travels; `{}` when that is not recorded. `despite_dispute` confirms the shipment of an order whose
    payment is disputed, or was lost by a dispute."""

    carrier: Annotated[str, SHIPMENT_TEXT] = ""
    tracking: Annotated[str, SHIPMENT_TEXT] = ""
    despite_dispute: bool = False


@api.get("/admin/orders", raises=(BadRequest,))
def list_all_orders(query: OrdersQuery, staff: Annotated[Staff, READ_ORDERS]) -> Page[Order]:
    """List the orders of all customers that the filter selects, the newest first.

    A page may have fewer than `limit`, even none, and a next one.
    """
    selection = OrderFilter(
        text=query.q,
        status=query.status,
        flag=query.flag,
        country=query.country,
        digital=query.digital,
        since=query.since,
        until=query.until,
    )
    return to_page(order_search().search(selection, limit=query.limit, cursor=query.cursor), orders().from_item)


@api.get("/admin/orders/{order_id}", raises=(OrderNotFound,))
def get_any_order(order_id: OrderId, staff: Annotated[Staff, READ_ORDERS]) -> Order:
    """Return any order, with its whole history."""
    return orders().find(order_id)


@api.get("/admin/orders/{order_id}/history", raises=(BadRequest,))
def list_order_changes(
    order_id: OrderId, query: HistoryQuery, staff: Annotated[Staff, READ_ORDERS]
) -> Page[AuditEntry]:
    """List what staff changed of an order, the newest first; what its customer and Stripe did is in the order."""
    return to_audit_response(audit_trail().history("order", order_id, limit=query.limit, cursor=query.cursor))


@api.get("/admin/orders/{order_id}/refundable", raises=(OrderNotFound,))
def get_refundable(order_id: OrderId, staff: Annotated[Staff, READ_ORDERS]) -> Refundable:
    """Show what a refund of some copies, or of everything, would bring now."""
    return to_refundable(orders().find(order_id))


@api.post("/orders/{order_id}/ship", raises=(OrderNotFound, TransitionNotAllowed, OrderDisputed, Invalid))
def ship_order(order_id: OrderId, body: ShipmentRequest, staff: Annotated[Staff, FULFIL_ORDERS]) -> Order:
    """Mark an order as shipped; a disputed one only when `despite_dispute` confirms it."""
    shipment = Shipment(carrier=body.carrier, tracking=body.tracking)
    return ship.ship_order(order_id, shipment, despite_dispute=body.despite_dispute, who=_who(staff), orders=orders())


@api.post("/orders/{order_id}/deliver", raises=(OrderNotFound, TransitionNotAllowed))
def deliver_order(order_id: OrderId, staff: Annotated[Staff, FULFIL_ORDERS]) -> Order:
    """Mark an order as delivered."""
    return ship.deliver_order(order_id, who=_who(staff), orders=orders())


@api.post("/admin/orders/{order_id}/cancel", raises=(OrderNotFound, TransitionNotAllowed, PaidElsewhere))
def cancel_any_order(order_id: OrderId, staff: Annotated[Staff, CANCEL_ORDERS]) -> Order:
    """Cancel an order that cannot be fulfilled; what was paid is refunded."""
    customer = orders().find(order_id).customer
    return cancel.cancel_order(customer, order_id, who=_who(staff), orders=orders(), payments=payments())


@api.post(
    "/orders/{order_id}/refunds",
    status=201,
    raises=(
        OrderNotFound,
        TransitionNotAllowed,
        RefundTooLarge,
        TooManyRefunds,
        IdempotencyKeyReused,
        PaidElsewhere,
        Invalid,
    ),
)
def request_refund(
    order_id: OrderId, body: RefundRequest, key: IdempotencyKey, staff: Annotated[Staff, REFUND_ORDERS]
) -> RefundResponse:
    """Refund some copies, or everything not refunded yet; the same Idempotency-Key refunds once."""
    _, requested = refund.refund_order(order_id, body, key, who=_who(staff), orders=orders(), payments=payments())
    return to_refund_response(requested)


def _who(staff: Staff) -> str:
    return f"staff:{staff.id}"
