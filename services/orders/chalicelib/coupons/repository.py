"""Coupons, how often they are used, and by whom: both change in the order's own transaction."""

from functools import cache

from boto3.dynamodb.conditions import Attr
from msgspec import convert, to_builtins

from bookstore.dynamodb.changes import Change, Delete, Put, Update
from bookstore.dynamodb.table import Table
from chalicelib.coupons.coupon import Coupon, CouponWanted
from chalicelib.errors import CouponRefused
from chalicelib.orders.order import Order
from chalicelib.own_table import own_table


class Coupons:
    """The shop's coupons."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, code: str) -> Coupon:
        """The coupon; CouponRefused when there is none."""
        found = self._table.get(*_key(code))
        if found is None:
            raise CouponRefused(f"We have no coupon {code}.", field="coupon", rule="known", code=code)
        return convert(found, Coupon)

    def write(self, code: str, wanted: CouponWanted) -> Coupon:
        """Make or replace the coupon; how often it was used stays true."""
        given = to_builtins(wanted)
        kept = {name: value for name, value in given.items() if value is not None}
        gone = tuple(name for name in given if name not in kept)
        sets = {"code": code, **kept}
        changed = self._table.update(*_key(code), sets=sets, once={"uses": 0}, adds={"version": 1}, removes=gone)
        return convert(changed, Coupon)


def used(coupon: Coupon, order: Order) -> list[Change]:
    """The writes that use a coupon once for this customer, unless it is used up or was rewritten meanwhile."""
    as_read = Attr("version").eq(coupon.version)
    free = as_read & Attr("uses").lt(coupon.most_uses) if coupon.most_uses is not None else as_read
    mark = {"pk": _key(coupon.code)[0], "sk": f"CUSTOMER#{order.customer}", "order_id": order.order_id}
    return [Update(*_key(coupon.code), adds={"uses": 1}, condition=free), Put(mark, Attr("pk").not_exists())]


def given_back(code: str, customer: str) -> list[Change]:
    """The writes that make a coupon free again, for everybody and for this customer."""
    return [Update(*_key(code), adds={"uses": -1}), Delete(_key(code)[0], f"CUSTOMER#{customer}")]


def _key(code: str) -> tuple[str, str]:
    return f"COUPON#{code}", "COUPON"


@cache
def coupons() -> Coupons:
    """The coupons in their own table."""
    return Coupons(own_table())
