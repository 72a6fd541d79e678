"""Where each view is written to and read from, in the table: what makes a rebuilding visible to the projectors."""

import time
from contextlib import suppress
from datetime import datetime
from functools import cache

from boto3.dynamodb.conditions import Attr, ConditionBase
from msgspec import convert, structs, to_builtins

from bookstore import clock
from bookstore.conflicts import ConditionFailed
from bookstore.items import Item
from bookstore.table import Table
from chalicelib import store
from chalicelib.model.views import Rebuilding, View, ViewName

FRESH_SECONDS = 2.0


class Views:
    """One item per view; a view nobody has rebuilt yet has none."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._seen: dict[ViewName, tuple[float, View]] = {}

    def get(self, name: ViewName) -> View:
        """The view as it is now."""
        item = self._table.get(f"VIEW#{name}", "VIEW")
        return convert(item, View) if item else View(name=name, begun=False)

    def seen(self, name: ViewName) -> View:
        """The view as it was at most two seconds ago: readers need not ask the table each time."""
        at, view = self._seen.get(name, (0.0, None))
        if view is None or time.monotonic() - at > FRESH_SECONDS:
            view = self.get(name)
            self._seen[name] = (time.monotonic(), view)
        return view

    def begin(self, name: ViewName) -> bool:
        """Write down that there is a view now; False when somebody has."""
        try:
            self._table.put(_item(View(name=name)), Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def start(self, name: ViewName, building: str, now: datetime) -> View:
        """Let projectors write to `building` too; Rebuilding when somebody is at it. Answers the view before."""
        before = self.get(name)
        if before.is_busy(now):
            raise Rebuilding(f"{name} is being rebuilt since {clock.text(before.started_at or now)}.")
        view = structs.replace(before, building=building, started_at=now, begun=True)
        try:
            self._table.put(_item(view), _unchanged(before))
        except ConditionFailed as refused:
            raise Rebuilding(f"{name} is being rebuilt since this moment.") from refused
        return before

    def serve(self, name: ViewName, building: str, former: str) -> None:
        """Let readers see what was built, and projectors write to it alone; Rebuilding when another took over."""
        view = View(name=name, serving=building, former=former)
        try:
            self._table.put(_item(view), Attr("building").eq(building))
        except ConditionFailed as refused:
            raise Rebuilding(f"Another rebuilding of {name} took over.") from refused

    def give_up(self, name: ViewName, building: str) -> None:
        """Let another rebuilding begin at once. What was built stays named, so that the other throws it away."""
        with suppress(ConditionFailed):
            self._table.put(_item(structs.replace(self.get(name), started_at=None)), Attr("building").eq(building))

    def marked(self, view: View, mark: str) -> None:
        """Remember the mark that was left in what readers see, unless that has changed meanwhile."""
        with suppress(ConditionFailed):
            self._table.put(_item(structs.replace(view, begun=True, marked=mark)), _unchanged(view))


def _unchanged(before: View) -> ConditionBase:
    if not before.begun:
        return Attr("pk").not_exists()
    building = Attr("building").eq(before.building) if before.building else Attr("building").not_exists()
    return Attr("serving").eq(before.serving) & building


def _item(view: View) -> Item:
    return {"pk": f"VIEW#{view.name}", "sk": "VIEW", **to_builtins(view)}


@cache
def views() -> Views:
    """The views in the recommendations' own table."""
    return Views(store.own_table())
