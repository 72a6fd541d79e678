"""Who may tell orders what: its own stream, its inbox, the clock, and whoever brings a past along."""

from functools import cache, partial
from typing import Annotated, Any, TypeVar

import msgspec
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Meta, Struct, convert, to_builtins

from bookstore import environment
from bookstore.events import BOOK_EVENTS, Event, OrderPaid, OrderRefunded, OrderShipped
from bookstore.messaging import handlers
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.republish import republish_page
from bookstore.messaging.stream_batches import Record
from bookstore.web.parameters import invalid
from chalicelib.emails.repository import checkpoints, mailbag
from chalicelib.emails.send import write_letters
from chalicelib.emails.ses_mailer import post
from chalicelib.fulfilment.cancel import expire_orders
from chalicelib.history.history_import import import_history, receive_stock
from chalicelib.history.imported_order import PastOrder
from chalicelib.inventory.catalog_replica import replica
from chalicelib.inventory.receive import hear_book
from chalicelib.inventory.repository import stock, to_stock_item
from chalicelib.inventory.stock import Delivery, stock_news
from chalicelib.orders.repository import orders
from chalicelib.orders.republish import tell
from chalicelib.own_table import own_table
from chalicelib.payments.reconcile import reconcile
from chalicelib.payments.refund import finish_due_refunds
from chalicelib.payments.stripe_gateway import payments
from chalicelib.settings import settings

T = TypeVar("T")
EVERY_MINUTE = Rate(1, unit=Rate.MINUTES)
EVERY_FIVE_MINUTES = Rate(5, unit=Rate.MINUTES)

events = Blueprint(__name__)


class OrderBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """Orders of another system."""

    orders: Annotated[tuple[PastOrder, ...], Meta(max_length=25)]


class StockBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """Copies of another system."""

    deliveries: Annotated[tuple[Delivery, ...], Meta(max_length=100)]


@cache
def reactions() -> dict[type[Event], EventHandler]:
    """What orders does about which event."""
    on_book = partial(hear_book, replica=replica())
    on_order = partial(write_letters, orders=orders(), mailbag=mailbag(), post=post())
    return {
        **dict.fromkeys(BOOK_EVENTS, on_book),
        **dict.fromkeys((OrderPaid, OrderShipped, OrderRefunded), on_order),
    }


def stock_changes(record: Record) -> Event | None:
    """What a shopper sees differently after this change of the table, if anything."""
    new = to_stock_item(record.new) if record.item["sk"] == "STOCK" else None
    return stock_news(to_stock_item(record.old), new) if new else None


@events.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="relay")
def relay(event: DynamoDBEvent) -> None:
    """Bring new outbox items to the bus, and say what changed on the shelf."""
    handlers.relay(event.to_dict()["Records"], settings(), own_table(), derive=stock_changes)


@events.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """React to what the catalog told, and to what orders itself told: letters are written from there."""
    return handlers.consume(event, reactions(), own_table())


@events.schedule(EVERY_MINUTE, name="sweep")
def sweep(event: CloudWatchEvent) -> None:
    """Publish what the stream missed."""
    handlers.publish_pending(settings(), own_table())


@events.schedule(EVERY_MINUTE, name="expire")
def expire(event: CloudWatchEvent) -> None:
    """Give up reservations that nobody paid."""
    expire_orders(orders=orders(), payments=payments())


@events.schedule(EVERY_MINUTE, name="refund")
def refund_due(event: CloudWatchEvent) -> None:
    """Finish refunds that were asked for."""
    finish_due_refunds(orders=orders(), payments=payments())


@events.schedule(EVERY_FIVE_MINUTES, name="reconcile")
def reconcile_payments(event: CloudWatchEvent) -> dict[str, Any]:
    """Hear what Stripe told while nobody listened; answers what had to be mended."""
    report = reconcile(orders=orders(), payments=payments(), checkpoints=checkpoints())
    return to_builtins(report)  # type: ignore[no-any-return]


@events.lambda_function(name="import_orders")
def import_orders(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Bring orders of another system along: {"orders": [PastOrder, …]}, at most 25; a repeat changes nothing."""
    done = import_history(_read(event, OrderBatch).orders, archive=orders(), shelf=stock())
    return {"imported": done.imported, "known": done.known}


@events.lambda_function(name="import_stock")
def import_stock(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Receive another system's copies: {"deliveries": [Delivery, …]}, at most 100; a repeat changes nothing.

    `waiting` are the ISBNs that the catalog has not told of yet: their copies are kept and sold once it has.
    """
    done = receive_stock(_read(event, StockBatch).deliveries, inventory=stock(), shelf=stock())
    return dict(to_builtins(done))


@events.lambda_function(name="republish")
def republish(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Tell orders, stock and closed accounts again, a page: {"start": next of the page before}."""
    return republish_page(event, own_table(), tell)


def _read(event: dict[str, Any], kind: type[T]) -> T:
    try:
        return convert(event, kind)
    except msgspec.ValidationError as problem:
        raise invalid(problem) from problem
