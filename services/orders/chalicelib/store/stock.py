"""Stock: one item per edition, changed only on conditions, each change of its copies counted."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr
from msgspec import convert

from bookstore import clock, correlation
from bookstore.changes import Change, Check, Put, Update
from bookstore.conflicts import ConditionFailed
from bookstore.errors import Conflict, VersionConflict
from bookstore.items import Item
from bookstore.table import Found, Table
from chalicelib import store
from chalicelib.model.order import Line
from chalicelib.model.refusals import IsbnUnknown, KeyReused
from chalicelib.model.stock import AdjustmentWanted, StockItem
from chalicelib.store.listing import page


class Stock:
    """The editions the shop sells, with their copies."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, isbn: str) -> StockItem:
        """One edition; IsbnUnknown when the catalog never told of it."""
        found = self._table.get(*_key(isbn))
        if found is None:
            raise IsbnUnknown("We have no edition with this ISBN.", isbn=isbn)
        return convert(found, StockItem)

    def many(self, isbns: Sequence[str]) -> Mapping[str, StockItem]:
        """The editions among these that exist, by ISBN."""
        found = self._table.get_many([_key(isbn) for isbn in isbns])
        return {item["isbn"]: convert(item, StockItem) for item in found}

    def listed(self, *, limit: int, start: Item | None) -> Found:
        """A page of all editions, by ISBN."""
        return page(self._table, "ByList", "list", "STOCK", limit=limit, start=start, newest_first=False)

    @staticmethod
    def read(found: Item) -> StockItem:
        """The edition in an item that a page has."""
        return convert(found, StockItem)

    def set(self, isbn: str, available: int, *, version: int) -> StockItem:
        """There are this many copies, unless something changed since `version`."""
        self._countable(isbn)
        counted = Attr("stock_version").eq(version)
        try:
            changed = self._table.update(
                *_key(isbn),
                sets={"available": available, "correlation_id": correlation.current()},
                adds={"stock_version": 1},
                condition=counted,
            )
        except ConditionFailed as refused:
            raise _sold_meanwhile(refused.present) from refused
        return convert(changed, StockItem)

    def adjust(self, isbn: str, wanted: AdjustmentWanted, key: str, *, who: str) -> StockItem:
        """So many copies more or fewer; the record of it is kept, and a repeat of the key changes nothing."""
        self._countable(isbn)
        record = {"delta": wanted.delta, "reason": wanted.reason, "who": who, "at": clock.text(clock.now())}
        once = Put({"pk": _key(isbn)[0], "sk": f"ADJUSTMENT#{key}", **record}, Attr("pk").not_exists())
        try:
            self._table.write(_moved(isbn, wanted.delta, Attr("available").gte(-wanted.delta)), once)
        except ConditionFailed as refused:
            _repeated(refused, wanted)
        return self.get(isbn)

    def _countable(self, isbn: str) -> None:
        if self.get(isbn).available is None:
            raise Conflict("This edition is a file and never runs out.", isbn=isbn)


def sold(line: Line) -> Change:
    """The write that takes a line's copies, if they are there at this price; for a file only the check."""
    on_sale = Attr("price").eq(line.unit_price) & Attr("withdrawn").eq(False)
    if line.endless:
        return Check(*_key(line.isbn), on_sale)
    return _moved(line.isbn, -line.quantity, Attr("available").gte(line.quantity) & on_sale)


def returned(copies: Mapping[str, int]) -> list[Change]:
    """The writes that put copies back on the shelf."""
    return [_moved(isbn, quantity) for isbn, quantity in copies.items()]


def _moved(isbn: str, delta: int, condition: Any = None) -> Update:
    return Update(
        *_key(isbn),
        sets={"correlation_id": correlation.current()},
        adds={"available": delta, "stock_version": 1},
        condition=condition,
    )


def _key(isbn: str) -> tuple[str, str]:
    return f"STOCK#{isbn}", "STOCK"


def _repeated(refused: ConditionFailed, wanted: AdjustmentWanted) -> None:
    """Nothing, when this very adjustment was made before; else the refusal."""
    if 1 not in refused.all_failed:
        left = (refused.present or {}).get("available", 0)
        raise Conflict(f"There are only {left} copies.", left=left)
    known = refused.all_failed[1] or {}
    if (known.get("delta"), known.get("reason")) != (wanted.delta, wanted.reason):
        raise KeyReused("This key made another adjustment.", field="Idempotency-Key", rule="one key, one request")


def _sold_meanwhile(present: Item | None) -> VersionConflict:
    item = convert(present, StockItem)
    return VersionConflict(
        "Copies were sold or brought in the meantime; look again.",
        version=item.stock_version,
        available=item.available,
    )


@cache
def stock() -> Stock:
    """The stock in its own table."""
    return Stock(store.own_table())
