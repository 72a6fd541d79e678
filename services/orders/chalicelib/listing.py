"""Pages through an index that holds keys only: the items themselves are read after, fresh and in the index's order."""

from collections.abc import Iterable

from boto3.dynamodb.conditions import Key

from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import QueryPage, Table


def page(
    table: Table, index: str, name: str, value: str, *, limit: int, start: Item | None, newest_first: bool
) -> QueryPage:
    """One page of the items whose attribute `name` is `value`."""
    where = Key(name).eq(value)
    found = table.query(where, index=index, limit=limit, start=start, newest_first=newest_first)
    return QueryPage(whole(table, found.items), found.next)


def whole(table: Table, keys: Iterable[Item]) -> list[Item]:
    """The items with these keys, in the keys' order; those that are gone are left out."""
    order = [(key["pk"], key["sk"]) for key in keys]
    found = {(item["pk"], item["sk"]): item for item in table.get_many(order)}
    return [found[key] for key in order if key in found]
