"""The routes by which staff write coupons, and see who did."""

from typing import Annotated

from bookstore import clock
from bookstore.audit import AuditEntry
from bookstore.errors import BadRequest, Invalid
from bookstore.staff import Staff
from bookstore.web import HistoryQuery, JsonResponse, Page, to_audit_response
from chalicelib.blueprint import api
from chalicelib.coupons import write
from chalicelib.coupons.coupon import Coupon, CouponRequest, normalize_code
from chalicelib.coupons.repository import coupons
from chalicelib.field_types import CouponCode
from chalicelib.own_table import audit_trail
from chalicelib.permissions import WRITE_COUPONS


@api.put("/coupons/{code}", raises=(Invalid,))
def write_coupon(code: CouponCode, body: CouponRequest, staff: Annotated[Staff, WRITE_COUPONS]) -> JsonResponse[Coupon]:
    """Create or replace a coupon; its number of uses is preserved."""
    coupon = write.write_coupon(normalize_code(code), body, now=clock.now(), coupons=coupons())
    return JsonResponse(coupon, {"ETag": f'"{coupon.version}"'})


@api.get("/coupons/{code}/history", raises=(BadRequest,))
def list_coupon_changes(
    code: CouponCode, query: HistoryQuery, staff: Annotated[Staff, WRITE_COUPONS]
) -> Page[AuditEntry]:
    """List how staff wrote a coupon, the newest first."""
    page = audit_trail().history("coupon", normalize_code(code), limit=query.limit, cursor=query.cursor)
    return to_audit_response(page)
