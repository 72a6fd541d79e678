"""What of orders' table others hear, as it is now: every order, stock of an edition and closed account."""

from collections.abc import Iterator

from msgspec import convert

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.events import CustomerDeleted
from bookstore.messaging.outbox import outbox_put
from chalicelib.inventory.repository import to_stock_item
from chalicelib.inventory.stock import stock_told
from chalicelib.orders.event_mapping import TOLD_BY, told
from chalicelib.orders.order import Order


def tell(item: Item) -> Iterator[Put]:
    """The event for an item; nothing for items that nobody hears of."""
    owner, _, name = item["pk"].partition("#")
    if owner == "CUSTOMER" and item["sk"].startswith("ORDER#"):
        order = convert(item, Order)
        yield outbox_put(told(TOLD_BY[order.status], order), correlation_id=order.order_id)
    elif item["sk"] == "STOCK" and (edition := to_stock_item(item)) and edition.available is not None:
        yield outbox_put(stock_told(edition))
    elif owner == "CUSTOMER" and item.get("closed"):
        yield outbox_put(CustomerDeleted(version=item["version"], customer=name))
