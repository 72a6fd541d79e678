"""The route by which staff write coupons."""

from typing import Annotated

from bookstore import clock
from bookstore.errors import Invalid
from bookstore.staff import Staff
from bookstore.web import JsonResponse
from chalicelib.blueprint import api
from chalicelib.coupons import write
from chalicelib.coupons.coupon import Coupon, CouponRequest, normalize_code
from chalicelib.coupons.repository import coupons
from chalicelib.field_types import CouponCode
from chalicelib.permissions import WRITE_COUPONS


@api.put("/coupons/{code}", raises=(Invalid,))
def write_coupon(code: CouponCode, body: CouponRequest, staff: Annotated[Staff, WRITE_COUPONS]) -> JsonResponse[Coupon]:
    """Create or replace a coupon; its number of uses is preserved."""
    coupon = write.write_coupon(normalize_code(code), body, now=clock.now(), coupons=coupons())
    return JsonResponse(coupon, {"ETag": f'"{coupon.version}"'})
