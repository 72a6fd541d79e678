"""Which indices the projector writes to: the table says it, so that a rebuild needs no deployment."""

from functools import cache

from boto3.dynamodb.conditions import Attr, ConditionBase
from msgspec import convert, to_builtins

from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from chalicelib.books.term_repository import Terms
from chalicelib.index.targets import View
from chalicelib.own_table import own_table

KEY = ("VIEW", "INDEX")
SHOWED = ("VIEW", "SHOWED")


class Views:
    """The view item."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self) -> View | None:
        """The view; None before the first book was ever shown."""
        item = self._table.get(*KEY)
        return convert(item, View) if item else None

    def begin(self, view: View) -> None:
        """Write to these targets from now on; Raced when somebody else has begun this number."""
        before = Attr("number").eq(view.number - 1)
        self._keep(view, before if view.number > 1 else Attr("pk").not_exists())
        if view.number == 1:  # no book was ever shown, so the projector gives every book its terms from the first on
            Terms(self._table).finish()

    def settle(self, view: View) -> None:
        """Write to these targets only; Raced when a later number has been begun."""
        self._keep(view, Attr("number").eq(view.number))

    def showed(self, target: str) -> int:
        """What all versions of this index came to when somebody last looked; 0 when nobody has."""
        item = self._table.get(*SHOWED)
        return int(item["versions"]) if item and item["target"] == target else 0

    def remember(self, target: str, versions: int) -> None:
        """For the next look."""
        self._table.put({"pk": SHOWED[0], "sk": SHOWED[1], "target": target, "versions": versions})

    def _keep(self, view: View, condition: ConditionBase) -> None:
        item = {"pk": KEY[0], "sk": KEY[1], **to_builtins(view)}
        try:
            self._table.put(item, condition)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Somebody else is rebuilding the index.") from refused


@cache
def views() -> Views:
    """The view item in search's own table."""
    return Views(own_table())
