"""Create a coupon, or replace it."""

from datetime import datetime

from chalicelib.coupons.coupon import Coupon, CouponRequest, check_not_over, validate_coupon
from chalicelib.ports import CouponWriter


def write_coupon(code: str, request: CouponRequest, *, now: datetime, coupons: CouponWriter) -> Coupon:
    """Save the coupon; raise Invalid when it breaks a rule, or is new and over already."""
    validate_coupon(request)
    if not coupons.exists(code):
        check_not_over(request, now)
    return coupons.save(code, request)
