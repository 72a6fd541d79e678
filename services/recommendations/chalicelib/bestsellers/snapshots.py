"""The last lists in the table: what shoppers see while Redis is away."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from chalicelib.bestsellers.entries import Ranked, Top
from chalicelib.bestsellers.ranking import By, Window
from chalicelib.own_table import own_table
from chalicelib.ttl_cache import Fresh

HUNDREDTHS = 100
FRESH_SECONDS = 5.0


class Snapshots:
    """The four windows of a scope in one item, written only when something moved."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._seen: Fresh[tuple[str, str], Item] = Fresh(FRESH_SECONDS)

    def get(self, scope: str, by: By, window: Window) -> Top | None:
        """The list as it was at most five seconds ago, None when there never was one."""
        item = self._seen.of([(scope, by)], self._read).get((scope, by))
        if item is None or window not in item["windows"]:
            return None
        items = convert([_shown(one) for one in item["windows"][window]], tuple[Ranked, ...])
        return Top(items, clock.moment(item["updated_at"]))

    def _read(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        items = self._table.get_many([(f"LIST#{scope}", by) for scope, by in keys])
        return {(item["pk"].removeprefix("LIST#"), item["sk"]): item for item in items}

    def keep(self, scope: str, by: By, tops: dict[Window, Top]) -> bool:
        """Remember the lists; False when they are as they were."""
        windows = {window: [_kept(one) for one in to_builtins(top.items)] for window, top in tops.items()}
        present = self._table.get(f"LIST#{scope}", by)
        if present and present["windows"] == windows:
            return False
        updated = max(top.updated_at for top in tops.values())
        self._seen.forget()
        self._table.put({"pk": f"LIST#{scope}", "sk": by, "windows": windows, "updated_at": clock.text(updated)})
        return True


def _kept(ranked: Item) -> Item:
    return {**ranked, "score": round(ranked["score"] * HUNDREDTHS)}


def _shown(ranked: Item) -> dict[str, Any]:
    score = ranked["score"] / HUNDREDTHS
    return {**ranked, "score": int(score) if score.is_integer() else score}


@cache
def snapshots() -> Snapshots:
    """The last lists in the recommendations' own table."""
    return Snapshots(own_table())
