"""A table that reads from what was loaded before and gathers writes instead of making them.

Several handlers that run on it say what they need to read, which is loaded in one call, and what they would write,
which one transaction can do for all of them. Every write keeps its conditions, so a handler that decided by something
that has changed since is refused, as it would be alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from bookstore.dynamodb.changes import Change, Check, Delete, Put, Update
from bookstore.dynamodb.conditions import Condition
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table

MAX_ACTIONS = 100  # of one transaction
ItemKey = tuple[str, str]


class NotGatherable(Exception):
    """What a handler does cannot be done together with others: it has to run alone."""


class GatheringTable(Table):
    """One handler's view of a table. `loaded` has the items that were read, None for those that do not exist.

    An item that was not loaded seems not to exist, and is `missing` then: what the handler did is worth nothing, but
    it has said more of what it reads.
    """

    def __init__(self, table: Table, loaded: dict[ItemKey, Item | None]) -> None:
        super().__init__(table.name, None)
        self._loaded = loaded
        self.gathered = Gathered()
        self.has_read = False
        self.missing = set[ItemKey]()

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """Return the item as it was loaded."""
        return self._read([(pk, sk)])[0]

    def get_many(self, keys: Sequence[ItemKey], *, only: Sequence[str] = (), consistent: bool = True) -> list[Item]:
        """Return the items as they were loaded, with all of their attributes."""
        return [item for item in self._read(list(dict.fromkeys(keys))) if item is not None]

    def write(self, *changes: Change, token: str | None = None) -> None:
        """Gather the changes; they succeed, or the handler runs again alone."""
        if token is not None:
            raise NotGatherable
        for change in changes:
            self.gathered.add(change)

    def put(self, item: Item, condition: Condition | None = None) -> None:
        """Gather the write of one item."""
        self.write(Put(item, condition))

    def delete(self, pk: str, sk: str, condition: Condition | None = None) -> None:
        """Gather the deletion of one item."""
        self.write(Delete(pk, sk, condition))

    def _read(self, keys: Sequence[ItemKey]) -> list[Item | None]:
        if not self.gathered.keys.isdisjoint(keys):
            raise NotGatherable  # it would see what it has not yet written
        self.has_read = True
        self.missing |= {key for key in keys if key not in self._loaded}
        return [self._loaded.get(key) for key in keys]

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise NotGatherable

    update = query = query_all = list_page = query_prefix = scan = scan_from = scan_page = _refuse
    delete_many = delete_partition = put_many = _refuse


class Gathered:
    """The changes of one transaction, at most one for each item."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._by_key: dict[ItemKey, Change] = {}
        for change in changes:
            self.add(change)

    @property
    def changes(self) -> list[Change]:
        """Return the changes in the order in which their items were first changed."""
        return list(self._by_key.values())

    @property
    def keys(self) -> set[ItemKey]:
        """Return the keys of all items."""
        return set(self._by_key)

    @property
    def is_cheaper_alone(self) -> bool:
        """Whether this is one change that needs no transaction."""
        return len(self._by_key) == 1 and self.changes[0].is_repeatable

    def add(self, change: Change) -> None:
        """Add a change; NotGatherable when it is no addition to what is there for its item, or one too many."""
        key = _key(change)
        if key not in self._by_key and len(self._by_key) == MAX_ACTIONS:
            raise NotGatherable
        current = self._by_key.get(key)
        self._by_key[key] = change if current is None else _combine(current, change)

    def with_all(self, other: "Gathered") -> "Gathered | None":
        """Return both as one transaction; None when one transaction cannot do both."""
        try:
            return Gathered([*self.changes, *other.changes])
        except NotGatherable:
            return None


def _key(change: Change) -> ItemKey:
    return (change.item["pk"], change.item["sk"]) if isinstance(change, Put) else (change.pk, change.sk)


def _combine(first: Change, second: Change) -> Change:
    """Return what does both: the same once, or additions to the same item as one; NotGatherable for anything else."""
    if first == second and isinstance(first, Check | Delete):
        return first
    if isinstance(first, Update) and isinstance(second, Update) and _only_adds(first) and _only_adds(second):
        names = {**first.adds, **second.adds}
        adds = {name: first.adds.get(name, 0) + second.adds.get(name, 0) for name in names}
        return replace(first, adds=adds, sets={**first.sets, **second.sets})
    raise NotGatherable


def _only_adds(change: Update) -> bool:
    """Check that the update adds numbers, and sets nothing but what any later one would replace."""
    numbers = all(isinstance(value, int) for value in change.adds.values())
    return bool(change.adds) and numbers and not (change.once or change.removes or change.condition)
