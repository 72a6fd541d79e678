"""Coupons: what they take off, for whom and how often."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bookstore.errors import Invalid
from bookstore.money import share
from chalicelib.errors import CouponRefused
from chalicelib.field_types import Moment, Money

Kind = Literal["percent", "fixed", "free_shipping"]
WHOLE = 100


class CouponWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coupon as staff write it: `amount` is a percentage for `percent`, minor units for `fixed`, 0 for
    `free_shipping`. `most_uses` None means without limit; each customer may use it once."""

    kind: Kind
    amount: Money = 0
    from_subtotal: Money = 0
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    most_uses: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class Coupon(CouponWanted, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A coupon with its name and how often orders hold it."""

    code: str
    uses: int = 0
    version: int = 1


def normal(code: str) -> str:
    """`  spring-10 ` and `SPRING-10` are one coupon."""
    return code.strip().upper()


def checked(wanted: CouponWanted) -> CouponWanted:
    """The same coupon, if its amount makes sense for its kind."""
    if wanted.kind == "percent" and not 1 <= wanted.amount <= WHOLE:
        raise Invalid("A percentage lies between 1 and 100.", field="amount", rule="1 to 100")
    if wanted.kind == "fixed" and wanted.amount < 1:
        raise Invalid("A fixed coupon takes something off.", field="amount", rule="at least 1")
    return wanted


def usable(coupon: Coupon, subtotal: int, now: datetime) -> Coupon:
    """The same coupon, if it applies to this order now; CouponRefused says why not."""
    if coupon.starts_at and now < coupon.starts_at:
        raise _refused(coupon, "is not valid yet")
    if coupon.ends_at and now >= coupon.ends_at:
        raise _refused(coupon, "has expired")
    if coupon.most_uses is not None and coupon.uses >= coupon.most_uses:
        raise _refused(coupon, "is used up")
    if subtotal < coupon.from_subtotal:
        raise _refused(coupon, "needs a larger order")
    return coupon


def discount(coupon: Coupon | None, subtotal: int) -> int:
    """What the coupon takes off the books, never more than they cost."""
    if coupon is None or coupon.kind == "free_shipping":
        return 0
    return share(subtotal, coupon.amount) if coupon.kind == "percent" else min(coupon.amount, subtotal)


def frees_shipping(coupon: Coupon | None) -> bool:
    """Whether the post costs nothing with this coupon."""
    return coupon is not None and coupon.kind == "free_shipping"


def _refused(coupon: Coupon, why: str) -> CouponRefused:
    return CouponRefused(f"The coupon {coupon.code} {why}.", field="coupon", rule=why, code=coupon.code)
