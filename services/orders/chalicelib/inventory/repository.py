"""Stock: one item per edition, changed only on conditions, each change of its copies counted.

An item has two sections, and each may arrive first: the copies, from deliveries and sales, and what the catalog tells
(price, title, book). Until the catalog has told of an edition, its copies wait and nobody sees them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr
from msgspec import convert

from bookstore import clock, correlation
from bookstore.dynamodb.changes import Change, Check, Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import QueryPage, Table
from bookstore.errors import Conflict, VersionConflict
from chalicelib.errors import IsbnUnknown, KeyReused
from chalicelib.inventory.stock import AdjustmentWanted, Delivery, StockItem
from chalicelib.listing import page
from chalicelib.orders.order import Line
from chalicelib.own_table import own_table

DELIVERIES_AT_ONCE = 50  # two changes each; DynamoDB takes a hundred in one transaction


class Stock:
    """The editions the shop sells, with their copies."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, isbn: str) -> StockItem:
        """One edition; IsbnUnknown when the catalog never told of it."""
        edition = to_stock_item(self._table.get(*_key(isbn)))
        if edition is None:
            raise IsbnUnknown("We have no edition with this ISBN.", isbn=isbn)
        return edition

    def many(self, isbns: Sequence[str]) -> Mapping[str, StockItem]:
        """The editions among these that exist, by ISBN."""
        found = (to_stock_item(item) for item in self._table.get_many([_key(isbn) for isbn in isbns]))
        return {edition.isbn: edition for edition in found if edition}

    def listed(self, *, limit: int, start: Item | None) -> QueryPage:
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
            raise _sold_meanwhile(refused.current) from refused
        return convert(changed, StockItem)

    def adjust(self, isbn: str, wanted: AdjustmentWanted, key: str, *, who: str) -> StockItem:
        """So many copies more or fewer; the record of it is kept, and a repeat of the key changes nothing."""
        self._countable(isbn)
        record = {"delta": wanted.delta, "reason": wanted.reason, "who": who, "at": clock.text(clock.now())}
        once = _adjustment(isbn, key, record)
        try:
            self._table.write(_moved(isbn, wanted.delta, Attr("available").gte(-wanted.delta)), once)
        except ConditionFailed as refused:
            _repeated(refused, wanted)
        return self.get(isbn)

    def receive(self, deliveries: Sequence[Delivery], *, who: str) -> int:
        """Add the copies of each delivery once, however often it is sent; return how many deliveries were new.

        Editions need not be known yet. Each batch of fifty is one transaction. Raises Conflict for an edition that is
        a file, and KeyReused when a known key comes with other copies; the batches before that one stay received.
        """
        return sum(self._receive_batch(batch, who) for batch in _delivery_batches(deliveries))

    def _receive_batch(self, batch: list[Delivery], who: str) -> int:
        while batch:
            try:
                self._table.write(*(change for delivery in batch for change in _received(delivery, who)))
                break
            except ConditionFailed as refused:
                batch = _without_repeats(batch, refused)
        return len(batch)

    def _countable(self, isbn: str) -> None:
        if self.get(isbn).available is None:
            raise Conflict("This edition is a file and never runs out.", isbn=isbn)


def to_stock_item(found: Item | None) -> StockItem | None:
    """The edition in an item of the table; None while the catalog has not told of it."""
    return convert(found, StockItem) if found and "isbn" in found else None


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


def _adjustment(isbn: str, key: str, record: Mapping[str, Any]) -> Put:
    return Put({"pk": _key(isbn)[0], "sk": f"ADJUSTMENT#{key}", **record}, Attr("pk").not_exists())


def _received(delivery: Delivery, who: str) -> tuple[Put, Update]:
    record = {"delta": delivery.copies, "reason": "imported", "who": who, "at": clock.text(clock.now())}
    not_a_file = Attr("isbn").not_exists() | Attr("available").exists()
    return _adjustment(delivery.isbn, delivery.key, record), _moved(delivery.isbn, delivery.copies, not_a_file)


def _delivery_batches(deliveries: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """Batches in which no edition appears twice: a transaction may change an item once only."""
    waiting = list(dict.fromkeys(deliveries))
    while waiting:
        batch: dict[str, Delivery] = {}
        for delivery in waiting:
            if len(batch) < DELIVERIES_AT_ONCE:
                batch.setdefault(delivery.isbn, delivery)
        yield list(batch.values())
        taken = set(batch.values())
        waiting = [delivery for delivery in waiting if delivery not in taken]


def _without_repeats(batch: list[Delivery], refused: ConditionFailed) -> list[Delivery]:
    """The deliveries that were not received before; raises when another reason stood against one of them."""
    for index, present in refused.all_failed.items():
        delivery, is_record = batch[index // 2], index % 2 == 0
        if not is_record:
            raise Conflict("This edition is a file and never runs out.", isbn=delivery.isbn)
        if present and present["delta"] != delivery.copies:
            raise KeyReused(
                f"The key {delivery.key} brought another number of copies of {delivery.isbn}.",
                field="deliveries.key",
                rule="one key, one delivery",
            )
    known = {index // 2 for index in refused.all_failed}
    return [delivery for place, delivery in enumerate(batch) if place not in known]


def _key(isbn: str) -> tuple[str, str]:
    return f"STOCK#{isbn}", "STOCK"


def _repeated(refused: ConditionFailed, wanted: AdjustmentWanted) -> None:
    """Nothing, when this very adjustment was made before; else the refusal."""
    if 1 not in refused.all_failed:
        left = (refused.current or {}).get("available", 0)
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
    return Stock(own_table())
