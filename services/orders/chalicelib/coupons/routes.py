"""The route by which staff write coupons."""

from bookstore.errors import Invalid
from bookstore.identity import Admin
from bookstore.web import JsonResponse
from chalicelib.blueprint import api
from chalicelib.coupons.coupon import Coupon, CouponRequest, check_amount, normalize_code
from chalicelib.coupons.repository import coupons
from chalicelib.field_types import CouponCode


@api.put("/coupons/{code}", raises=(Invalid,))
def write_coupon(code: CouponCode, body: CouponRequest, admin: Admin) -> JsonResponse[Coupon]:
    """Create or replace a coupon; its number of uses is preserved."""
    coupon = coupons().save(normalize_code(code), check_amount(body))
    return JsonResponse(coupon, {"ETag": f'"{coupon.version}"'})
