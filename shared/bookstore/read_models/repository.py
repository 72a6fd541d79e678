"""Where each view is written to and read from, in the table: what makes a rebuilding visible to the projectors."""

import time
from contextlib import suppress
from datetime import datetime

from boto3.dynamodb.conditions import Attr
from msgspec import convert, structs, to_builtins

from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.read_models.targets import Rebuilding, View

FRESH_SECONDS = 2.0


class Views:
    """One item per view; a view nobody has rebuilt yet has none."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._seen: dict[str, tuple[float, View]] = {}

    def get(self, name: str) -> View:
        """The view as it is now."""
        item = self._table.get(*_key(name))
        return convert(item, View) if item else View(name=name, begun=False)

    def seen(self, name: str) -> View:
        """The view as it was at most two seconds ago: readers need not ask the table each time."""
        at, view = self._seen.get(name, (0.0, None))
        if view is None or time.monotonic() - at > FRESH_SECONDS:
            view = self.get(name)
            self._seen[name] = (time.monotonic(), view)
        return view

    def begin(self, name: str) -> bool:
        """Write down that there is a view now; False when somebody has."""
        try:
            self._table.put(_item(View(name=name)), Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def take(self, name: str, turn: str, now: datetime) -> View:
        """Take the turn at rebuilding the view, or at going on with it; Rebuilding when somebody else has it."""
        before = self.get(name)
        if before.is_busy(now):
            raise Rebuilding(f"{name} is being rebuilt, {before.written:,} written so far.")
        view = structs.replace(before, turn=turn, heard_at=now, begun=True)
        self._put(view, before.turn)
        return view

    def keep(self, view: View) -> None:
        """Write down what whoever has the turn says; Rebuilding when another has it by now."""
        self._put(view, view.turn)

    def _put(self, view: View, turn: str | None) -> None:
        try:
            self._table.put(_item(view), Attr("turn").eq(turn) if turn else Attr("turn").not_exists())
        except ConditionFailed as refused:
            raise Rebuilding(f"{view.name} is being rebuilt by another.") from refused

    def marked(self, view: View, mark: str) -> None:
        """Remember the mark that was left in what readers see, unless they see something else by now."""
        with suppress(ConditionFailed):
            self._table.update(*_key(view.name), sets={"marked": mark}, condition=Attr("serving").eq(view.serving))


def _key(name: str) -> tuple[str, str]:
    return f"VIEW#{name}", "VIEW"


def _item(view: View) -> Item:
    pk, sk = _key(view.name)
    return {"pk": pk, "sk": sk, **to_builtins(view)}
