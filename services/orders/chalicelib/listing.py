"""Pages of an index that holds keys only: the items are read afterwards, consistently and in the index's order."""

from collections.abc import Iterable

from boto3.dynamodb.conditions import Key

from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import QueryPage, Table


def query_page(
    table: Table, index: str, name: str, value: str, *, limit: int, start: Item | None, newest_first: bool
) -> QueryPage:
    """Return one page of the items whose attribute `name` is `value`."""
    keys = table.query(Key(name).eq(value), index=index, limit=limit, start=start, newest_first=newest_first)
    return QueryPage(load_items(table, keys.items), keys.next)


def load_items(table: Table, keys: Iterable[Item]) -> list[Item]:
    """Return the items with these keys, in the keys' order, without those that no longer exist."""
    order = [(key["pk"], key["sk"]) for key in keys]
    items = {(item["pk"], item["sk"]): item for item in table.get_many(order)}
    return [items[key] for key in order if key in items]
