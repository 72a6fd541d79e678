"""Pages of an index that holds keys only: the items are read afterwards, consistently and in the index's order."""

from collections.abc import Iterable

from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table


def load_page(table: Table, items: ItemList, *, limit: int, cursor: Cursor | None) -> ItemPage:
    """Return one page of a list whose index holds keys only."""
    keys = table.list_page(items, limit=limit, cursor=cursor)
    return ItemPage(load_items(table, keys.items), keys.next)


def load_items(table: Table, keys: Iterable[Item]) -> list[Item]:
    """Return the items with these keys, in the keys' order, without those that no longer exist."""
    order = [(key["pk"], key["sk"]) for key in keys]
    items = {(item["pk"], item["sk"]): item for item in table.get_many(order)}
    return [items[key] for key in order if key in items]
