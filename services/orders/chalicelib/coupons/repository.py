"""Coupons, how often they are used, and by whom: both change in the order's own transaction."""

from functools import cache

from msgspec import convert, to_builtins

from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Change, Delete, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.dynamodb.table import Table
from chalicelib.coupons.coupon import Coupon, CouponRequest
from chalicelib.errors import CouponNotApplicable
from chalicelib.own_table import AUDIT_INDEX, own_table


class CouponRepository:
    """The shop's coupons."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, code: str) -> Coupon:
        """Return the coupon; raise CouponNotApplicable when there is none."""
        item = self._table.get(*_key(code))
        if item is None:
            raise CouponNotApplicable(f"The code {code} is not valid.", field="coupon", rule="known", code=code)
        return convert(item, Coupon)

    def exists(self, code: str) -> bool:
        """Return whether there is a coupon with this code, usable or not."""
        return self._table.get(*_key(code)) is not None

    def save(self, code: str, request: CouponRequest) -> Coupon:
        """Create or replace the coupon; its number of uses is preserved."""
        return retry_on_conflict(lambda: self._save(code, request, self._table.get(*_key(code))))

    def _save(self, code: str, request: CouponRequest, before: Item | None) -> Coupon:
        fields = to_builtins(request)
        sets = {"code": code, **{name: value for name, value in fields.items() if value is not None}}
        removes = tuple(name for name in fields if name not in sets)
        unchanged = Attr("version").eq(before["version"]) if before else Attr("pk").not_exists()
        change = Update(
            *_key(code), sets=sets, once={"uses": 0}, adds={"version": 1}, removes=removes, condition=unchanged
        )
        audit = audit_puts(
            "coupon", code, {name: (before or {}).get(name) for name in fields}, fields, index=AUDIT_INDEX
        )
        try:
            self._table.write(change, *audit)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Somebody else changed this coupon in the meantime; look at it again.") from refused
        return self.get(code)


def redeem_changes(coupon: Coupon, customer: str, order_id: str) -> list[Change]:
    """Return the writes that use a coupon once for this customer; they fail when it is used up or has changed."""
    unchanged = Attr("version").eq(coupon.version)
    usable = unchanged & Attr("uses").lt(coupon.most_uses) if coupon.most_uses is not None else unchanged
    redemption = {"pk": _key(coupon.code)[0], "sk": f"CUSTOMER#{customer}", "order_id": order_id}
    return [
        Update(*_key(coupon.code), adds={"uses": 1}, condition=usable),
        Put(redemption, Attr("pk").not_exists()),
    ]


def release_changes(code: str, customer: str) -> list[Change]:
    """Return the writes that make a coupon usable again, for everyone and for this customer."""
    return [Update(*_key(code), adds={"uses": -1}), Delete(_key(code)[0], f"CUSTOMER#{customer}")]


def _key(code: str) -> tuple[str, str]:
    return f"COUPON#{code}", "COUPON"


@cache
def coupons() -> CouponRepository:
    """Return the coupons in the table of orders."""
    return CouponRepository(own_table())
