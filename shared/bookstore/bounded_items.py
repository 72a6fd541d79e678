"""Items of a customer of which there may be only so many, however many requests add one at the same moment.

DynamoDB cannot count within a condition. So whoever adds an item counts those that are there, and writes it together
with the next revision of their number, on the condition that the revision is still the one read before counting. What
was stored without a revision is counted like the rest. Deleting needs no revision: it only makes room.
"""

from bookstore.closed_accounts import write_if_open
from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.dynamodb.table import Table


class LimitReached(Exception):
    """The customer has as many items of this kind as there may be."""


def put_within_limit(table: Table, customer: str, item: Item, *, prefix: str, most: int, replace: bool = True) -> None:
    """Write the item, whose sort key starts with `prefix`; without `replace` the one of the same key stays as it is.

    Raises LimitReached when `most` others are there, and AccountClosed once the account is closed.
    """
    revision_key = (item["pk"], f"REVISION#{prefix}")

    def put() -> None:
        before = table.get(*revision_key)
        stored = {each["sk"] for each in table.query_prefix(item["pk"], prefix)}
        if item["sk"] in stored and not replace:
            return
        if len(stored - {item["sk"]}) >= most:
            raise LimitReached
        unchanged = Attr("revision").eq(before["revision"]) if before else Attr("pk").not_exists()
        count = Update(*revision_key, adds={"revision": 1}, condition=unchanged)
        try:
            write_if_open(table, customer, Put(item), count)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another item was added at the same time.") from refused

    retry_on_conflict(put)
