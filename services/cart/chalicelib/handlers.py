"""Who may tell the cart what: its inbox. It publishes nothing."""

from functools import cache, partial
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from bookstore import environment
from bookstore.events import BOOK_EVENTS, CustomerDeleted, Event, OrderPaid, StockChanged
from bookstore.messaging import handlers
from bookstore.messaging.inbox import EventHandler
from chalicelib import edit as filling
from chalicelib import record_events as pricing
from chalicelib.own_table import own_table
from chalicelib.prices import prices
from chalicelib.repository import carts

events = Blueprint(__name__)


@cache
def reactions() -> dict[type[Event], EventHandler]:
    """What the cart does about which event."""
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(pricing.hear_book, prices=prices())),
        StockChanged: partial(pricing.hear_stock, prices=prices()),
        OrderPaid: partial(filling.hear_order_paid, carts=carts()),
        CustomerDeleted: partial(filling.forget_customer, carts=carts()),
    }


@events.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """React to what other services told."""
    return handlers.consume(event, reactions(), own_table())
