"""What jobs have to process, in the order in which it is due: orders, and payments to settle.

An item names its job in `due` and the time in `due_at`, by which the index ByDue sorts; `postponed` counts in a row.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from bookstore import clock
from bookstore.dynamodb.conditions import Attr, Condition, Key
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.jobs import Due
from chalicelib.listing import load_items
from chalicelib.own_table import own_table

PAGE_SIZE = 100
Position = Item  # the key after which a page starts


class DueItemRepository:
    """The items of the index ByDue."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def pages(self, job: str, until: datetime) -> Iterator[list[Due[Item]]]:
        """Yield the items that are due by then, page after page, the longest due first."""
        return (page for page, _ in self.pages_from(None, job, until))

    def pages_from(
        self, start: Position | None, job: str, until: datetime
    ) -> Iterator[tuple[list[Due[Item]], Position | None]]:
        """Yield each page behind the position with the position that it reaches, None at the end."""
        where = Key("due").eq(job) & Key("due_at").lte(clock.text(until))
        while True:
            page = self._table.query(where, index="ByDue", limit=PAGE_SIZE, start=start)
            items = load_items(self._table, page.items)
            yield [_to_due(item) for item in items if _is_due(item, job, until)], page.next
            if page.next is None:
                return
            start = page.next

    def add(self, job: str, names: Iterable[str]) -> None:
        """Add what is not an order, by its name, as due now; what is there already is due again."""
        now = clock.text(clock.now())
        self._table.put_many({**_key(job, name), "name": name, "due": job, "due_at": now} for name in names)

    def postpone(self, due: Due[Item], until: datetime) -> None:
        """Let the item be due later, unless it has changed meanwhile."""
        sets = {"due_at": clock.text(until), "postponed": due.postponed + 1}
        try:
            self._table.update(due.item["pk"], due.item["sk"], sets=sets, condition=_is_unchanged(due.item))
        except ConditionFailed:
            return  # something else happened to it, which decided when it is due

    def remove(self, item: Item) -> None:
        """Remove what `add` has added, unless it was added again meanwhile."""
        try:
            self._table.delete(item["pk"], item["sk"], _is_unchanged(item))
        except ConditionFailed:
            return


def _to_due(item: Item) -> Due[Item]:
    name = item.get("name") or str(item["sk"]).removeprefix("ORDER#")
    return Due(name, item, item.get("postponed", 0))


def _is_due(item: Item, job: str, until: datetime) -> bool:
    """Check the item itself: the index may be a moment behind."""
    return bool(item.get("due") == job and item["due_at"] <= clock.text(until))


def _is_unchanged(item: Item) -> Condition:
    return Attr("due").eq(item["due"]) & Attr("due_at").eq(item["due_at"])


def _key(job: str, name: str) -> Item:
    return {"pk": f"DUE#{job}#{name}", "sk": "DUE"}


@cache
def due_items() -> DueItemRepository:
    """Return the due items in the table of orders."""
    return DueItemRepository(own_table())
