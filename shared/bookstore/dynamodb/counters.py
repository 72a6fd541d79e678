"""A sum over orders that counts each order once, however often its event arrives.

One row per (sum, order) keeps the order's version and its quantity; the total changes by the difference, in the
same transaction. An older version changes nothing, and a version that counts less lowers the total. A version that
counts as much as the one before changes its row alone.
"""

from collections.abc import Mapping
from typing import Any

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table

ATTEMPTS = 8


class CounterContended(Exception):
    """The row kept changing; the message will be delivered again."""


def apply_count(
    table: Table,
    row: tuple[str, str],
    total: tuple[str, str],
    *,
    version: int,
    quantity: int,
    row_sets: Mapping[str, Any] | None = None,
    total_sets: Mapping[str, Any] | None = None,
    attribute: str = "quantity",
) -> bool:
    """Set `row` to `quantity` at `version`, and change `attribute` of `total` by the difference.

    The total's `doc_version` counts its changes; there is no total before the first one. Return False when the row has
    this version or a later one.
    """
    for _ in range(ATTEMPTS):
        current = table.get(*row)
        if current and current["version"] >= version:
            return False
        item = {"pk": row[0], "sk": row[1], **(row_sets or {}), "version": version, "quantity": quantity}
        delta = quantity - (current["quantity"] if current else 0)
        adds = {attribute: delta, "doc_version": 1}
        moves = [Update(*total, sets=total_sets or {}, adds=adds)] if delta else []
        try:
            table.write(Put(item, _is_unchanged(current)), *moves)
            return True
        except ConditionFailed:
            continue
    raise CounterContended(f"{row[0]} {row[1]}")


def _is_unchanged(current: Item | None) -> Condition:
    return Attr("version").eq(current["version"]) if current else Attr("pk").not_exists()
