"""Stock: one item per edition, changed only on conditions, each change of its copies counted.

An item has two sections, and each may arrive first: the copies, from deliveries and sales, and the catalog's data
(price, title, book). Until the catalog's data has arrived, an edition's copies are not on sale and nobody sees them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import convert, structs

from bookstore import clock, correlation
from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Change, Check, Put, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_row
from bookstore.errors import Conflict, Invalid, VersionConflict
from chalicelib.errors import EditionNotFound, IdempotencyKeyReused
from chalicelib.inventory.stock import Delivery, StockAdjustmentRequest, StockItem
from chalicelib.limits import MAX_STOCK
from chalicelib.listing import load_page
from chalicelib.own_table import AUDIT_INDEX, own_table
from chalicelib.pricing.totals import Line

DELIVERIES_PER_TRANSACTION = 33  # three changes each; DynamoDB takes a hundred in one transaction


class StockRepository:
    """The editions the shop sells, with their copies."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, isbn: str) -> StockItem:
        """Return one edition; raise EditionNotFound without the catalog's data of it."""
        item = to_stock_item(self._table.get(*_key(isbn)))
        if item is None:
            raise EditionNotFound("We have no edition with this ISBN.", isbn=isbn)
        return item

    def get_many(self, isbns: Sequence[str]) -> Mapping[str, StockItem]:
        """Return the editions among these that exist, by ISBN."""
        items = (to_stock_item(item) for item in self._table.get_many([_key(isbn) for isbn in isbns]))
        return {item.isbn: item for item in items if item}

    def list_page(self, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Return a page of all editions, by ISBN."""
        editions = ItemList(index="ByList", partition="list", value="STOCK", sort="list_key")
        return load_page(self._table, editions, limit=limit, cursor=cursor)

    @staticmethod
    def from_item(item: Item) -> StockItem:
        """Return the edition in an item of a page."""
        return convert(item, StockItem)

    def set_available(self, isbn: str, available: int, *, version: int) -> StockItem:
        """Set the number of copies; raise VersionConflict when they have changed since `version`."""
        before = self._get_counted(isbn)
        change = Update(
            *_key(isbn),
            sets={"available": available, "correlation_id": correlation.current()},
            adds={"stock_version": 1},
            condition=Attr("stock_version").eq(version),
        )
        after = structs.replace(before, available=available, stock_version=version + 1)
        try:
            self._table.write(change, *_audit_count(before, after))
        except ConditionFailed as refused:
            raise _version_conflict(refused.current) from refused
        return after

    def adjust(self, isbn: str, request: StockAdjustmentRequest, key: str, *, who: str) -> StockItem:
        """Add or remove copies and record it; a repeat of the key changes nothing.

        Raises Conflict when fewer copies are there than are to be removed, Invalid when there would be more than can be
        counted, and IdempotencyKeyReused when the key has made another adjustment.
        """
        self._get_counted(isbn)
        fields = {"delta": request.delta, "reason": request.reason, "who": who, "at": clock.text(clock.now())}
        record = _adjustment_record(isbn, key, fields)
        try:
            bound = Attr("available").gte(-request.delta) if request.delta <= 0 else _has_room(request.delta)
            self._table.write(_add_copies(isbn, request.delta, bound), record, *_audit_copies(isbn, fields))
        except ConditionFailed as refused:
            _raise_unless_repeat(refused, request)
        return self.get(isbn)

    def receive(self, deliveries: Sequence[Delivery], *, who: str) -> int:
        """Add the copies of each delivery once, however often it is sent; return how many deliveries were new.

        The catalog's data of an edition may arrive later. Each batch of 33 is one transaction. Raises Conflict for
        an edition that is a file, Invalid when there would be more copies than can be counted, and IdempotencyKeyReused
        when a key comes again with another number of copies; the batches before that one stay received.
        """
        return sum(self._receive_batch(batch, who) for batch in _delivery_batches(deliveries))

    def _receive_batch(self, batch: list[Delivery], who: str) -> int:
        while batch:
            try:
                self._table.write(*_batch_changes(batch, who))
                break
            except ConditionFailed as refused:
                batch = _without_repeats(batch, refused)
        return len(batch)

    def _get_counted(self, isbn: str) -> StockItem:
        item = self.get(isbn)
        if item.available is None:
            raise Conflict("This edition is a file and never runs out.", isbn=isbn)
        return item


def to_stock_item(item: Item | None) -> StockItem | None:
    """Return the edition in an item of the table; None without the catalog's data of it, or when it cannot be read."""
    return read_row(item, StockRepository.from_item) if item and "isbn" in item else None


def reserve_change(line: Line) -> Change:
    """Return the write that takes a line's copies if they are there at this price; for a file only the check."""
    on_sale = Attr("price").eq(line.unit_price) & Attr("withdrawn").eq(False)
    if line.is_digital:
        return Check(*_key(line.isbn), on_sale & (Attr("obtainable").not_exists() | Attr("obtainable").eq(True)))
    return _add_copies(line.isbn, -line.quantity, Attr("available").gte(line.quantity) & on_sale)


def restock_changes(copies: Mapping[str, int]) -> list[Change]:
    """Return the writes that put copies back into stock."""
    return [_add_copies(isbn, quantity) for isbn, quantity in copies.items()]


def _add_copies(isbn: str, delta: int, condition: Any = None) -> Update:
    return Update(
        *_key(isbn),
        sets={"correlation_id": correlation.current()},
        adds={"available": delta, "stock_version": 1},
        condition=condition,
    )


def _adjustment_record(isbn: str, key: str, fields: Mapping[str, Any]) -> Put:
    return Put({"pk": _key(isbn)[0], "sk": f"ADJUSTMENT#{key}", **fields}, Attr("pk").not_exists())


def _audit_count(before: StockItem, after: StockItem) -> list[Put]:
    """Audit a count. Its condition is the version, so `before` is what it met, or nothing is written."""
    fields = [{"available": item.available, "stock_version": item.stock_version} for item in (before, after)]
    return audit_puts("edition", after.isbn, *fields, index=AUDIT_INDEX)


def _audit_copies(isbn: str, fields: Mapping[str, Any]) -> list[Put]:
    """Audit copies that are added or removed. What was decided is the difference: copies are sold meanwhile."""
    return audit_puts("edition", isbn, None, {name: fields[name] for name in ("delta", "reason")}, index=AUDIT_INDEX)


def _batch_changes(batch: list[Delivery], who: str) -> list[Change]:
    """Return the two changes of each delivery, one behind the other, and behind them all what audits them."""
    changes: list[Change] = [change for delivery in batch for change in _delivery_changes(delivery, who)]
    fields = {delivery.isbn: {"delta": delivery.copies, "reason": "imported"} for delivery in batch}
    return [*changes, *(put for isbn, values in fields.items() for put in _audit_copies(isbn, values))]


def _delivery_changes(delivery: Delivery, who: str) -> tuple[Put, Update]:
    fields = {"delta": delivery.copies, "reason": "imported", "who": who, "at": clock.text(clock.now())}
    not_a_file = Attr("isbn").not_exists() | Attr("available").exists()
    record = _adjustment_record(delivery.isbn, delivery.key, fields)
    has_room = Attr("available").not_exists() | _has_room(delivery.copies)
    return record, _add_copies(delivery.isbn, delivery.copies, not_a_file & has_room)


def _delivery_batches(deliveries: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """Yield batches in which no edition appears twice: a transaction may change an item once only."""
    pending = list(dict.fromkeys(deliveries))
    while pending:
        batch: dict[str, Delivery] = {}
        for delivery in pending:
            if len(batch) < DELIVERIES_PER_TRANSACTION:
                batch.setdefault(delivery.isbn, delivery)
        yield list(batch.values())
        batched = set(batch.values())
        pending = [delivery for delivery in pending if delivery not in batched]


def _without_repeats(batch: list[Delivery], refused: ConditionFailed) -> list[Delivery]:
    """Return the deliveries not received before; raise when one of them failed for another reason."""
    for index, item in refused.all_failed.items():
        delivery, is_record = batch[index // 2], index % 2 == 0
        if not is_record and item and "available" in item:
            raise _too_many("deliveries.copies", item["available"])
        if not is_record:
            raise Conflict("This edition is a file and never runs out.", isbn=delivery.isbn)
        if item and item["delta"] != delivery.copies:
            raise IdempotencyKeyReused(
                f"The key {delivery.key} brought another number of copies of {delivery.isbn}.",
                field="deliveries.key",
                rule="one key, one delivery",
            )
    received = {index // 2 for index in refused.all_failed}
    return [delivery for index, delivery in enumerate(batch) if index not in received]


def _key(isbn: str) -> tuple[str, str]:
    return f"STOCK#{isbn}", "STOCK"


def _raise_unless_repeat(refused: ConditionFailed, request: StockAdjustmentRequest) -> None:
    if 1 not in refused.all_failed:
        left = (refused.current or {}).get("available", 0)
        if request.delta > 0:
            raise _too_many("delta", left)
        raise Conflict(f"There are only {left} copies.", left=left)
    record = refused.all_failed[1] or {}
    if (record.get("delta"), record.get("reason")) != (request.delta, request.reason):
        raise IdempotencyKeyReused(
            "This key made another adjustment.", field="Idempotency-Key", rule="one key, one request"
        )


def _has_room(delta: int) -> Condition:
    """Require that the copies stay within what a count accepts; copies that are sold come back in any number."""
    return Attr("available").lte(MAX_STOCK - delta)


def _too_many(field: str, available: int) -> Invalid:
    rule = f"at most {MAX_STOCK:,} copies in all"
    return Invalid(f"There are {available:,} copies already; {rule}.", field=field, rule=rule, available=available)


def _version_conflict(current: Item | None) -> VersionConflict:
    item = convert(current, StockItem)
    return VersionConflict(
        "Copies were sold or received in the meantime; look again.",
        version=item.stock_version,
        available=item.available,
    )


@cache
def stock() -> StockRepository:
    """Return the stock in the table of orders."""
    return StockRepository(own_table())
