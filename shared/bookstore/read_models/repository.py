"""The state of read models in DynamoDB: one item each, through which projectors learn of a rebuild."""

import time
from contextlib import suppress
from datetime import datetime

from msgspec import convert, structs, to_builtins

from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.targets import ReadModel

CACHE_SECONDS = 2.0


class ReadModelRepository:
    """One item per read model; one that was never written has none."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._cache: dict[str, tuple[float, ReadModel]] = {}

    def get(self, name: str) -> ReadModel:
        """Return the current state."""
        item = self._table.get(*_key(name))
        return convert(item, ReadModel) if item else ReadModel(name=name, exists=False)

    def get_cached(self, name: str) -> ReadModel:
        """Return the state of at most two seconds ago, so that requests need not read it each time."""
        read_at, model = self._cache.get(name, (0.0, None))
        if model is None or time.monotonic() - read_at > CACHE_SECONDS:
            model = self.get(name)
            self._cache[name] = (time.monotonic(), model)
        return model

    def create(self, name: str) -> bool:
        """Create the state of a new read model; return False when it exists."""
        try:
            self._table.put(_to_item(ReadModel(name=name)), Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def acquire_lease(self, name: str, holder: str, now: datetime) -> ReadModel:
        """Take the lease to start or continue a rebuild; raise RebuildInProgress when another run holds it."""
        current = self.get(name)
        if current.is_leased(now):
            raise RebuildInProgress(f"{name} is being rebuilt, {current.written:,} written so far.")
        model = structs.replace(current, lease_holder=holder, lease_renewed_at=now, exists=True)
        self._put(model, current.lease_holder)
        return model

    def save(self, model: ReadModel) -> None:
        """Save the state as its lease's holder; raise RebuildInProgress when another run has taken the lease."""
        self._put(model, model.lease_holder)

    def _put(self, model: ReadModel, holder: str | None) -> None:
        try:
            self._table.put(_to_item(model), Attr("turn").eq(holder) if holder else Attr("turn").not_exists())
        except ConditionFailed as failed:
            raise RebuildInProgress(f"{model.name} is being rebuilt by another.") from failed

    def save_marker(self, model: ReadModel, marker: str) -> None:
        """Save the marker that was left in the serving target, unless another target serves by now."""
        with suppress(ConditionFailed):
            self._table.update(*_key(model.name), sets={"marked": marker}, condition=Attr("serving").eq(model.serving))


def _key(name: str) -> tuple[str, str]:
    return f"VIEW#{name}", "VIEW"


def _to_item(model: ReadModel) -> Item:
    pk, sk = _key(model.name)
    return {"pk": pk, "sk": sk, **to_builtins(model)}
