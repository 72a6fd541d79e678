"""Every Lambda function of the cart that is not a route: the inbox. The cart publishes no events."""

from functools import cache, partial
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from bookstore import environment
from bookstore.dynamodb.table import Table
from bookstore.events import BOOK_EVENTS, CustomerDeleted, Event, OrderPaid, StockChanged
from bookstore.messaging import handlers
from bookstore.messaging.inbox import EventHandler
from chalicelib.own_table import own_table
from chalicelib.prices import PriceRepository
from chalicelib.record_events import on_book_changed, on_customer_deleted, on_order_paid, on_stock_changed
from chalicelib.repository import CartRepository

functions = Blueprint(__name__)


def make_handlers(table: Table) -> dict[type[Event], EventHandler]:
    """Map each event the cart consumes to its handler on this table."""
    carts, prices = CartRepository(table), PriceRepository(table)
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(on_book_changed, prices=prices)),
        StockChanged: partial(on_stock_changed, prices=prices),
        OrderPaid: partial(on_order_paid, carts=carts),
        CustomerDeleted: partial(on_customer_deleted, carts=carts),
    }


@cache
def event_handlers() -> dict[type[Event], EventHandler]:
    """Map each event the cart consumes to its handler."""
    return make_handlers(own_table())


@functions.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """Handle the events of other services."""
    return handlers.consume(event, event_handlers(), own_table(), make_handlers)
