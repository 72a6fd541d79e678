"""The contract between the services; each docstring is the event's documentation.

An event carries the whole state of its subject, never a delta, and the subject's version: a consumer that
merges by version needs no order of arrival and may receive an event any number of times.
"""

from bookstore.events.base import Event
from bookstore.events.books import BookAdded, BookChanged, BookRated, BookWithdrawn
from bookstore.events.orders import (
    CustomerDeleted,
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderRefundFailed,
    OrderShipped,
    StockChanged,
)

ORDER_EVENTS: tuple[type[Event], ...] = (
    OrderPlaced,
    OrderPaid,
    OrderCancelled,
    OrderRefunded,
    OrderRefundFailed,
    OrderShipped,
    OrderDelivered,
)
# What may change which books a customer has bought: an order that was only placed is no purchase, and never was one.
PURCHASE_EVENTS: tuple[type[Event], ...] = tuple(kind for kind in ORDER_EVENTS if kind is not OrderPlaced)
BOOK_EVENTS: tuple[type[Event], ...] = (BookAdded, BookChanged, BookWithdrawn)
EVENTS: tuple[type[Event], ...] = (*BOOK_EVENTS, BookRated, *ORDER_EVENTS, StockChanged, CustomerDeleted)
BY_NAME: dict[str, type[Event]] = {kind.__name__: kind for kind in EVENTS}

__all__ = [
    "BOOK_EVENTS",
    "BY_NAME",
    "EVENTS",
    "ORDER_EVENTS",
    "PURCHASE_EVENTS",
    "BookAdded",
    "BookChanged",
    "BookRated",
    "BookWithdrawn",
    "CustomerDeleted",
    "Event",
    "OrderCancelled",
    "OrderDelivered",
    "OrderPaid",
    "OrderPlaced",
    "OrderRefundFailed",
    "OrderRefunded",
    "OrderShipped",
    "StockChanged",
]
