"""A sum over orders that no repetition can count twice.

One row per (sum, order) keeps the order's version and its quantity; the total changes by the difference, in the
same transaction. An older version changes nothing, and a version that counts less lowers the total.
"""

from collections.abc import Mapping
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table

ATTEMPTS = 8


class CounterContended(Exception):
    """The row kept changing under our hands; the message comes again."""


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
    """Make `row` say `quantity` at `version`, and move `attribute` of `total` by the difference.

    The total's `doc_version` counts its changes. Answers False when the row already knows this version.
    """
    for _ in range(ATTEMPTS):
        present = table.get(*row)
        if present and present["version"] >= version:
            return False
        kept = {"pk": row[0], "sk": row[1], **(row_sets or {}), "version": version, "quantity": quantity}
        moved = quantity - (present["quantity"] if present else 0)
        adds = {attribute: moved, "doc_version": 1}
        try:
            table.write(Put(kept, _unchanged(present)), Update(*total, sets=total_sets or {}, adds=adds))
            return True
        except ConditionFailed:
            continue
    raise CounterContended(f"{row[0]} {row[1]}")


def _unchanged(present: Item | None) -> ConditionBase:
    return Attr("version").eq(present["version"]) if present else Attr("pk").not_exists()
