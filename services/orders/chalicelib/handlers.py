"""Every Lambda entry of orders that is not a route: its stream, its inbox, its schedules, and imports."""

from functools import cache, partial
from typing import Annotated, Any, TypeVar

import msgspec
from chalice import Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Meta, Struct, convert, to_builtins

from bookstore import environment
from bookstore.audit import Operator, acting, operator_actor
from bookstore.events import (
    BOOK_EVENTS,
    CustomerDeleted,
    Event,
    OrderPaid,
    OrderRefunded,
    OrderRefundFailed,
    OrderShipped,
)
from bookstore.functions import Functions
from bookstore.jobs import watch_time
from bookstore.messaging import handlers
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.republish import republish_page
from bookstore.messaging.stream_batches import Record
from bookstore.web.parameters import invalid
from chalicelib.credentials.messages import AccountEmail
from chalicelib.credentials.repository import codes
from chalicelib.credentials.send import send_message
from chalicelib.credentials.user_pool import user_pool
from chalicelib.customers.accounts import on_customer_deleted
from chalicelib.customers.repository import customers
from chalicelib.due_items import due_items
from chalicelib.emails.repository import sent_emails
from chalicelib.emails.send import send_due_emails
from chalicelib.emails.ses_mailer import mailer
from chalicelib.fulfilment.cancel import expire_orders
from chalicelib.history.history_import import import_history
from chalicelib.history.imported_order import ImportedOrder
from chalicelib.inventory.catalog_replica import catalog_replica
from chalicelib.inventory.receive import on_book_changed, receive_deliveries
from chalicelib.inventory.repository import stock, to_stock_item
from chalicelib.inventory.stock import Delivery, event_for_stock_change
from chalicelib.orders.repository import orders
from chalicelib.orders.republish import to_outbox
from chalicelib.own_table import own_table
from chalicelib.payments import reconcile, saved_cards
from chalicelib.payments.card_gateway import card_gateway
from chalicelib.payments.checkpoints import checkpoints
from chalicelib.payments.customer_repository import stripe_customers
from chalicelib.payments.refund import finish_due_refunds
from chalicelib.payments.stripe_gateway import payments
from chalicelib.settings import settings

T = TypeVar("T")
EVERY_MINUTE = Rate(1, unit=Rate.MINUTES)
EVERY_FIVE_MINUTES = Rate(5, unit=Rate.MINUTES)

functions = Functions(__name__)


class OrderBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """Orders of another system."""

    orders: Annotated[tuple[ImportedOrder, ...], Meta(max_length=25)] = ()
    operator: Operator = ""


class DeliveryBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """Copies of another system."""

    deliveries: Annotated[tuple[Delivery, ...], Meta(max_length=100)] = ()
    operator: Operator = ""


@cache
def event_handlers() -> dict[type[Event], EventHandler]:
    """Return the handler of each event that the inbox receives."""
    on_book = partial(on_book_changed, replica=catalog_replica())
    on_order = partial(
        send_due_emails,
        orders=orders(),
        sent_emails=sent_emails(),
        mailer=mailer(),
        pool=user_pool(),
        url=settings().public_url,
    )
    return {
        **dict.fromkeys(BOOK_EVENTS, on_book),
        **dict.fromkeys((OrderPaid, OrderShipped, OrderRefunded, OrderRefundFailed), on_order),
        CustomerDeleted: _on_customer_deleted,
    }


def _on_customer_deleted(event: CustomerDeleted) -> None:
    """Erase the customer here, then at Stripe, which may be away: the event comes again until both are done."""
    on_customer_deleted(event, customers=customers(), orders=orders(), pool=user_pool())
    saved_cards.on_customer_deleted(event, stripe_customers=stripe_customers(), cards=card_gateway())


def to_stock_changed(record: Record) -> Event | None:
    """Return StockChanged when a change of the table is one of an edition's visible availability."""
    new = to_stock_item(record.new) if record.item["sk"] == "STOCK" else None
    return event_for_stock_change(to_stock_item(record.old), new) if new else None


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="relay")
def relay(event: DynamoDBEvent) -> None:
    """Publish new outbox items, and StockChanged for changes of stock."""
    handlers.relay(event.to_dict()["Records"], settings(), own_table(), derive=to_stock_changed)


@functions.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """Handle the events of the catalog, and those of orders itself: e-mails are sent, closed accounts erased."""
    return handlers.consume(event, event_handlers(), own_table())


@functions.schedule(EVERY_MINUTE, name="sweep")
def sweep(event: CloudWatchEvent) -> None:
    """Publish the outbox items that the relay has not published."""
    handlers.publish_pending(settings(), own_table(), event.context)


@functions.schedule(EVERY_MINUTE, name="expire")
def expire(event: CloudWatchEvent) -> None:
    """Cancel reservations that nobody has paid."""
    expire_orders(due=due_items(), orders=orders(), payments=payments(), is_late=watch_time(event.context))


@functions.schedule(EVERY_MINUTE, name="refund")
def refund_due(event: CloudWatchEvent) -> None:
    """Make the requested refunds that Stripe could not make at once."""
    finish_due_refunds(due=due_items(), orders=orders(), payments=payments(), is_late=watch_time(event.context))


@functions.schedule(EVERY_FIVE_MINUTES, name="reconcile")
def reconcile_payments(event: CloudWatchEvent) -> dict[str, Any]:
    """Settle the payments whose webhooks were missed; return a ReconciliationReport."""
    report = reconcile.reconcile_payments(
        due=due_items(),
        orders=orders(),
        payments=payments(),
        checkpoints=checkpoints(),
        is_late=watch_time(event.context),
    )
    return to_builtins(report)  # type: ignore[no-any-return]


@functions.lambda_function(name="send_account_email")
def send_account_email(event: dict[str, Any], context: Any) -> None:
    """Send an e-mail that a route asks for: {"message": {"type": "code", …}}, or "notice" or "order"."""
    message = _read(event, AccountEmail).message
    send_message(message, codes=codes(), orders=orders(), pool=user_pool(), mailer=mailer(), url=settings().public_url)


@functions.lambda_function(name="import_orders")
def import_orders(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Import orders of another system: {"orders": [ImportedOrder, …]}, at most 25; a repeat changes nothing.

    `known` exist already; `closed` are of customers who closed their account here, and are not saved.
    """
    batch = _read(event, OrderBatch)
    with acting(operator_actor(batch.operator, "import_orders")):
        result = import_history(batch.orders, orders=orders(), stock=stock())
    return dict(to_builtins(result))


@functions.lambda_function(name="import_stock")
def import_stock(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Receive another system's copies: {"deliveries": [Delivery, …]}, at most 100; a repeat changes nothing.

    `waiting` are the ISBNs without the catalog's data yet: their copies are stored, and sold once it has arrived.
    """
    batch = _read(event, DeliveryBatch)
    with acting(operator_actor(batch.operator, "import_stock")):
        result = receive_deliveries(batch.deliveries, receiver=stock(), stock=stock())
    return dict(to_builtins(result))


@functions.lambda_function(name="republish")
def republish(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Republish orders, stock and closed accounts, one page: {"start": `next` of the page before}."""
    return republish_page(event, own_table(), to_outbox)


def _read(event: dict[str, Any], kind: type[T]) -> T:
    try:
        return convert(event, kind)
    except msgspec.ValidationError as problem:
        raise invalid(problem) from problem
