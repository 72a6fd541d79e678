"""A table that writes in batches what its service writes event by event, to fill an empty table quickly."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Change, Table

ITEMS_PER_WRITE = 2_000


class BulkTable(Table):
    """A table that applies transactions in memory and writes the resulting items in batches.

    A million transactions one after the other take hours. Conditions are not checked, because an empty table meets
    them.
    """

    def __init__(self, name: str, dynamodb: Any) -> None:
        super().__init__(name, dynamodb)
        self._items: dict[tuple[str, str], Item] = {}
        self._thread = ThreadPoolExecutor(1)
        self._writing: Future[None] = self._thread.submit(lambda: None)

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """Return None, because the table is empty."""
        return None

    def write(self, *changes: Change, token: str | None = None) -> None:
        """Apply the changes in memory."""
        for change in changes:
            if isinstance(change, Put):
                self._items[change.item["pk"], change.item["sk"]] = dict(change.item)
            elif isinstance(change, Update):
                self._update(change)

    def _update(self, change: Update) -> None:
        item = self._items.setdefault((change.pk, change.sk), {"pk": change.pk, "sk": change.sk})
        item |= change.sets
        item |= {name: item.get(name, 0) + number for name, number in change.adds.items()}

    def release(self) -> None:
        """Write the items if there are enough; the caller guarantees that no later change affects them."""
        if len(self._items) >= ITEMS_PER_WRITE:
            self.finish()

    def finish(self) -> None:
        """Write the items in the background."""
        self._writing.result()
        self._writing, self._items = self._thread.submit(self.put_many, list(self._items.values())), {}

    def close(self) -> None:
        """Write the remaining items and wait for the end."""
        self.finish()
        self._writing.result()
        self._thread.shutdown()
