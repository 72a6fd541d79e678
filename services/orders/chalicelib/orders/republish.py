"""The events that republish what others store of orders: every order, stock item and closed account.

The terms of each order are written once more with it: so an upgrade gives them to orders that have none yet.
"""

from collections.abc import Iterator

from msgspec import convert

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.events import CustomerDeleted
from bookstore.messaging.outbox import outbox_put
from chalicelib.inventory.repository import to_stock_item
from chalicelib.inventory.stock import to_stock_event
from chalicelib.orders.event_mapping import event_for_status
from chalicelib.orders.order import Order
from chalicelib.orders.repository import term_item
from chalicelib.orders.search_terms import terms_of


def to_outbox(item: Item) -> Iterator[Put]:
    """Yield the event of an item's current state and the terms of an order; nothing for items that nobody follows."""
    subject, _, name = item["pk"].partition("#")
    if subject == "CUSTOMER" and item["sk"].startswith("ORDER#"):
        order = convert(item, Order)
        yield outbox_put(event_for_status(order), correlation_id=order.order_id)
        yield from (Put(term_item(term, order)) for term in sorted(terms_of(order)))
    elif item["sk"] == "STOCK" and (stock_item := to_stock_item(item)) and stock_item.available is not None:
        yield outbox_put(to_stock_event(stock_item))
    elif subject == "CUSTOMER" and item.get("closed"):
        yield outbox_put(CustomerDeleted(version=item["version"], customer=name))
