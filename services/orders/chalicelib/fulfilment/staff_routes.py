"""The routes of staff: list, ship, deliver, cancel and refund orders."""

from typing import Annotated

from msgspec import Struct

from bookstore.audit import AuditEntry
from bookstore.errors import BadRequest, Invalid
from bookstore.events.orders import Status
from bookstore.field_types import Checked, OrderId, optional_name_rule
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
from chalicelib.fulfilment import cancel, ship
from chalicelib.orders.order import Order, Shipment
from chalicelib.orders.refunds import RefundRequest
from chalicelib.orders.repository import orders
from chalicelib.orders.responses import RefundResponse, to_refund_response
from chalicelib.own_table import audit_trail
from chalicelib.payments import refund
from chalicelib.payments.stripe_gateway import payments
from chalicelib.permissions import CANCEL_ORDERS, FULFIL_ORDERS, READ_ORDERS, REFUND_ORDERS

SHIPMENT_TEXT = optional_name_rule(60)


class OrdersQuery(Struct, frozen=True):
    """Which orders: all, or those in one status."""

    status: Status | None = None
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
    """List the orders of all customers, the newest first."""
    page = orders().list_all(query.status, limit=query.limit, cursor=query.cursor)
    return to_page(page, orders().from_item)


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
