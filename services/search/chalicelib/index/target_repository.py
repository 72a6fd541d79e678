"""The targets in search's table, through which the projector learns of a rebuild without a deployment."""

from functools import cache

from msgspec import convert, to_builtins

from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from chalicelib.books.term_repository import TermRepository
from chalicelib.index.targets import IndexTargets
from chalicelib.own_table import own_table

TARGETS_KEY = ("VIEW", "INDEX")
VERSION_SUM_KEY = ("VIEW", "SHOWED")


class TargetRepository:
    """The targets, and what the serving index held when it was last checked."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self) -> IndexTargets | None:
        """Return the targets; None before the first book was projected."""
        item = self._table.get(*TARGETS_KEY)
        return convert(item, IndexTargets) if item else None

    def save_next(self, targets: IndexTargets) -> None:
        """Save targets with the next number; raise ConcurrentUpdate when another run has saved this number."""
        is_previous = Attr("number").eq(targets.number - 1)
        self._put(targets, is_previous if targets.number > 1 else Attr("pk").not_exists())
        if targets.number == 1:  # no book was projected yet, so the projector writes the terms of every book
            TermRepository(self._table).finish_backfill()

    def save(self, targets: IndexTargets) -> None:
        """Save targets with an unchanged number; raise ConcurrentUpdate when a later rebuild was started."""
        self._put(targets, Attr("number").eq(targets.number))

    def load_version_sum(self, target: str) -> int:
        """Return the sum of all versions in this index at the last check; 0 before the first."""
        item = self._table.get(*VERSION_SUM_KEY)
        return int(item["versions"]) if item and item["target"] == target else 0

    def save_version_sum(self, target: str, versions: int) -> None:
        """Save the sum of all versions for the next check."""
        pk, sk = VERSION_SUM_KEY
        self._table.put({"pk": pk, "sk": sk, "target": target, "versions": versions})

    def _put(self, targets: IndexTargets, condition: Condition) -> None:
        pk, sk = TARGETS_KEY
        try:
            self._table.put({"pk": pk, "sk": sk, **to_builtins(targets)}, condition)
        except ConditionFailed as failed:
            raise ConcurrentUpdate("Somebody else is rebuilding the index.") from failed


@cache
def target_repository() -> TargetRepository:
    """Return the targets in search's own table."""
    return TargetRepository(own_table())
