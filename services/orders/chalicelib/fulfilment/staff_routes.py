"""What staff do with orders: look, ship, deliver, give money back; and make coupons."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import BadRequest, Invalid
from bookstore.events.orders import Status
from bookstore.identity import Admin
from bookstore.web import IdempotencyKey, JsonResponse, Limit, Page, decode_cursor, to_page
from chalicelib.blueprint import api
from chalicelib.coupons.coupon import Coupon, CouponWanted, checked, normal
from chalicelib.coupons.repository import coupons
from chalicelib.errors import KeyReused, OrderUnknown, PaidElsewhere, RefundTooLarge, StepRefused
from chalicelib.field_types import CouponCode, OrderId
from chalicelib.fulfilment import cancel, ship
from chalicelib.orders.order import Order, Parcel
from chalicelib.orders.refunds import RefundWanted
from chalicelib.orders.repository import orders
from chalicelib.orders.responses import RefundView, refund_view
from chalicelib.payments import refund
from chalicelib.payments.stripe_gateway import payments

WRITTEN = Meta(max_length=60)


class OrdersQuery(Struct, frozen=True):
    """Which orders: all, or those in one status."""

    status: Status | None = None
    limit: Limit = 24
    cursor: str | None = None


class ParcelWanted(Parcel, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the parcel travels, as staff write it; `{}` when nobody needs to know."""

    carrier: Annotated[str, WRITTEN] = ""
    tracking: Annotated[str, WRITTEN] = ""


@api.get("/admin/orders", raises=(BadRequest,))
def list_all_orders(query: OrdersQuery, admin: Admin) -> Page[Order]:
    """Everybody's orders, the newest first."""
    mine = {"status": query.status} if query.status else {"list": "ORDERS"}
    found = orders().listed(query.status, limit=query.limit, start=decode_cursor(query.cursor, **mine))
    return to_page(found, orders().read)


@api.get("/admin/orders/{order_id}", raises=(OrderUnknown,))
def get_any_order(order_id: OrderId, admin: Admin) -> Order:
    """Any order, with its whole history."""
    return orders().find(order_id)


@api.post("/orders/{order_id}/ship", raises=(OrderUnknown, StepRefused, Invalid))
def ship_order(order_id: OrderId, body: ParcelWanted, admin: Admin) -> Order:
    """The parcel left the shop."""
    parcel = Parcel(carrier=body.carrier, tracking=body.tracking)
    return ship.ship_order(order_id, parcel, who=_name(admin), orders=orders())


@api.post("/orders/{order_id}/deliver", raises=(OrderUnknown, StepRefused))
def deliver_order(order_id: OrderId, admin: Admin) -> Order:
    """The reader has the books."""
    return ship.deliver_order(order_id, who=_name(admin), orders=orders())


@api.post("/admin/orders/{order_id}/cancel", raises=(OrderUnknown, StepRefused, PaidElsewhere))
def cancel_any_order(order_id: OrderId, admin: Admin) -> Order:
    """Give up an order that cannot be fulfilled; what was paid goes back."""
    customer = orders().find(order_id).customer
    return cancel.cancel_order(customer, order_id, who=_name(admin), orders=orders(), payments=payments())


@api.post(
    "/orders/{order_id}/refunds",
    status=201,
    raises=(OrderUnknown, StepRefused, RefundTooLarge, KeyReused, PaidElsewhere, Invalid),
)
def request_refund(order_id: OrderId, body: RefundWanted, key: IdempotencyKey, admin: Admin) -> RefundView:
    """Give money back for some copies, or for all that is left; the same Idempotency-Key gives it once."""
    _, asked = refund.request_refund(order_id, body, key, who=_name(admin), orders=orders(), payments=payments())
    return refund_view(asked)


@api.put("/coupons/{code}", raises=(Invalid,))
def write_coupon(code: CouponCode, body: CouponWanted, admin: Admin) -> JsonResponse[Coupon]:
    """Make a coupon or change it; how often it was used stays true."""
    coupon = coupons().write(normal(code), checked(body))
    return JsonResponse(coupon, {"ETag": f'"{coupon.version}"'})


def _name(admin: Admin) -> str:
    return f"staff:{admin.id}"
