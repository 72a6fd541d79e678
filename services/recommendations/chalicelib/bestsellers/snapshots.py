"""The last lists, kept in DynamoDB for when Redis is unavailable."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_row
from chalicelib.bestsellers.entries import RankedBook, TopList
from chalicelib.bestsellers.ranking import Criterion, Window
from chalicelib.caches import TtlCache
from chalicelib.own_table import own_table

HUNDREDTHS = 100
CACHE_SECONDS = 5.0


class SnapshotRepository:
    """The four windows of a scope in one item, written only when a list changed."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._cache: TtlCache[tuple[str, str], Item] = TtlCache(CACHE_SECONDS)

    def load(self, scope: str, by: Criterion, window: Window) -> TopList | None:
        """Return the snapshot of at most five seconds ago, None when there never was one."""
        item = self._cache.get_many([(scope, by)], self._load).get((scope, by))
        if item is None or window not in item["windows"]:
            return None
        return read_row(item, lambda stored: _to_list(stored, window))

    def _load(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        items = self._table.get_many([(f"LIST#{scope}", by) for scope, by in keys])
        return {(item["pk"].removeprefix("LIST#"), item["sk"]): item for item in items}

    def save(self, scope: str, by: Criterion, lists: Mapping[Window, TopList]) -> bool:
        """Save the lists; return False when they have not changed."""
        windows = {window: [_to_stored(ranked) for ranked in to_builtins(top.items)] for window, top in lists.items()}
        current = self._table.get(f"LIST#{scope}", by)
        if current and current["windows"] == windows:
            return False
        updated_at = clock.text(max(top.updated_at for top in lists.values()))
        self._cache.clear()
        self._table.put({"pk": f"LIST#{scope}", "sk": by, "windows": windows, "updated_at": updated_at})
        return True


def _to_list(item: Item, window: Window) -> TopList:
    items = convert([_from_stored(ranked) for ranked in item["windows"][window]], tuple[RankedBook, ...])
    return TopList(items, clock.moment(item["updated_at"]))


def _to_stored(ranked: Item) -> Item:
    return {**ranked, "score": round(ranked["score"] * HUNDREDTHS)}


def _from_stored(ranked: Item) -> dict[str, Any]:
    score = ranked["score"] / HUNDREDTHS
    return {**ranked, "score": int(score) if score.is_integer() else score}


@cache
def snapshot_repository() -> SnapshotRepository:
    """Return the snapshots in the recommendations' own table."""
    return SnapshotRepository(own_table())
