"""An empty table that is filled at once with what its service would write event by event."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Change, Table

ENOUGH = 2_000


class Bulk(Table):
    """Adds up the service's transactions in memory and writes the items they come to, many at a time: a million
    transactions one after the other take hours. Their conditions hold by themselves, as nothing was there before."""

    def __init__(self, name: str, dynamodb: Any) -> None:
        super().__init__(name, dynamodb)
        self._items: dict[tuple[str, str], Item] = {}
        self._thread = ThreadPoolExecutor(1)
        self._writing: Future[None] = self._thread.submit(lambda: None)

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """Nothing is there yet."""
        return None

    def write(self, *changes: Change, token: str | None = None) -> None:
        """Let these be written by and by."""
        for change in changes:
            if isinstance(change, Put):
                self._items[change.item["pk"], change.item["sk"]] = dict(change.item)
            elif isinstance(change, Update):
                self._update(change)

    def _update(self, change: Update) -> None:
        item = self._items.setdefault((change.pk, change.sk), {"pk": change.pk, "sk": change.sk})
        item |= change.sets
        item |= {name: item.get(name, 0) + number for name, number in change.adds.items()}

    def let_go(self) -> None:
        """No later change adds to what is held now: write it down once it is enough."""
        if len(self._items) >= ENOUGH:
            self.finish()

    def finish(self) -> None:
        """Write down what is held, while the next is worked out."""
        self._writing.result()
        self._writing, self._items = self._thread.submit(self.put_many, list(self._items.values())), {}

    def close(self) -> None:
        """All of it is written."""
        self.finish()
        self._writing.result()
        self._thread.shutdown()
