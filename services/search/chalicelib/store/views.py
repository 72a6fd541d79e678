"""Which indices the projector writes to: the table says it, so that a rebuild needs no deployment."""

from functools import cache

from boto3.dynamodb.conditions import Attr, ConditionBase

from bookstore.conflicts import ConditionFailed
from bookstore.racing import Raced
from bookstore.table import Table
from chalicelib import store
from chalicelib.model.view import View

KEY = ("VIEW", "INDEX")


class Views:
    """The view item."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self) -> View | None:
        """The view; None before the first book was ever shown."""
        item = self._table.get(*KEY)
        return View(item["number"], tuple(item["targets"])) if item else None

    def begin(self, view: View) -> None:
        """Write to these targets from now on; Raced when somebody else has begun this number."""
        before = Attr("number").eq(view.number - 1)
        self._keep(view, before if view.number > 1 else Attr("pk").not_exists())

    def settle(self, view: View) -> None:
        """Write to these targets only; Raced when a later number has been begun."""
        self._keep(view, Attr("number").eq(view.number))

    def _keep(self, view: View, condition: ConditionBase) -> None:
        item = {"pk": KEY[0], "sk": KEY[1], "number": view.number, "targets": list(view.targets)}
        try:
            self._table.put(item, condition)
        except ConditionFailed as refused:
            raise Raced("Somebody else is rebuilding the index.") from refused


@cache
def views() -> Views:
    """The view item in search's own table."""
    return Views(store.own_table())
