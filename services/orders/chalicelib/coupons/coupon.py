"""Coupons: what they take off, for whom and how often."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from bookstore.errors import Invalid
from bookstore.field_types import Checked, Moment
from bookstore.money import format_money, share
from chalicelib.errors import CouponNotApplicable
from chalicelib.field_types import Money

Kind = Literal["percent", "fixed", "free_shipping"]
MAX_PERCENT = 100


class CouponRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coupon as staff write it: `amount` is a percentage for `percent`, minor units for `fixed`, 0 for
    `free_shipping`. `most_uses` None means without limit; each customer may use it once."""

    kind: Kind
    amount: Money = 0
    from_subtotal: Money = 0
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    most_uses: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class Coupon(CouponRequest, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A coupon with its code and the number of orders that use it."""

    code: str
    uses: int = 0
    version: int = 1


def normalize_code(code: str) -> str:
    """Return the code as it is stored: `  spring-10 ` and `SPRING-10` are one coupon."""
    return code.strip().upper()


def validate_coupon(request: CouponRequest) -> CouponRequest:
    """Return the same request; raise Invalid for an amount that makes no sense for its kind, or an empty period."""
    if request.kind == "percent" and not 1 <= request.amount <= MAX_PERCENT:
        raise Invalid("A percentage lies between 1 and 100.", field="amount", rule="1 to 100")
    if request.kind == "fixed" and request.amount < 1:
        raise Invalid("A fixed coupon takes something off.", field="amount", rule="at least 1")
    if request.kind == "free_shipping" and request.amount:
        raise Invalid("Free shipping has no amount.", field="amount", rule="0")
    if request.starts_at and request.ends_at and request.ends_at <= request.starts_at:
        raise Invalid("A coupon ends after it starts.", field="ends_at", rule="after starts_at")
    return request


def check_not_over(request: CouponRequest, now: datetime) -> None:
    """Raise Invalid for a coupon that could never be used; one that exists may be ended by a time that has passed."""
    if request.ends_at and request.ends_at <= now:
        raise Invalid("This coupon would be over before anybody could use it.", field="ends_at", rule="in the future")


def check_applicable(coupon: Coupon, subtotal: int, now: datetime) -> Coupon:
    """Return the same coupon; raise CouponNotApplicable when it does not apply to this order now."""
    if coupon.starts_at and now < coupon.starts_at:
        raise _not_applicable(coupon, "is not valid yet")
    if coupon.ends_at and now >= coupon.ends_at:
        raise _not_applicable(coupon, "has expired")
    if coupon.most_uses is not None and coupon.uses >= coupon.most_uses:
        raise _not_applicable(coupon, "is used up")
    if subtotal < coupon.from_subtotal:
        raise _not_applicable(coupon, "needs a larger order")
    return coupon


def check_discountable(coupon: Coupon, discountable: int) -> Coupon:
    """Return the same coupon; raise CouponNotApplicable when every book of the order has a fixed price."""
    if coupon.kind != "free_shipping" and not discountable:
        raise _not_applicable(coupon, "takes nothing off books whose price is fixed by law")
    return coupon


def discount(coupon: Coupon | None, subtotal: int) -> int:
    """Return the amount the coupon takes off the books, at most `subtotal`: of those whose price is not fixed."""
    if coupon is None or coupon.kind == "free_shipping":
        return 0
    return share(subtotal, coupon.amount) if coupon.kind == "percent" else min(coupon.amount, subtotal)


def is_shipping_free(coupon: Coupon | None) -> bool:
    """Whether shipping is free with this coupon."""
    return coupon is not None and coupon.kind == "free_shipping"


def leaves_too_little(coupon: Coupon, total: int, least: int) -> CouponNotApplicable:
    """Return the error of a coupon that leaves less to pay than `least`, which a card must be charged with."""
    advice = f"a card can be charged from {format_money(least)}. Add a book, or leave the coupon out"
    reason = f"leaves {format_money(total)} to pay, and {advice}"
    return _not_applicable(coupon, reason, rule=f"leaves nothing, or at least {format_money(least)}")


def _not_applicable(coupon: Coupon, reason: str, rule: str | None = None) -> CouponNotApplicable:
    return CouponNotApplicable(
        f"The coupon {coupon.code} {reason}.", field="coupon", rule=rule or reason, code=coupon.code
    )
