"""Who may tell the catalog what: its own stream, its inbox, the clock."""

from functools import cache, partial
from typing import Annotated, Any

from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Meta, Struct, convert, to_builtins

from bookstore import environment, logs
from bookstore.events import ORDER_EVENTS, CustomerDeleted, Event, StockChanged
from bookstore.messaging import handlers
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.republish import republish_page
from chalicelib.books import edit
from chalicelib.books.book import NewBook
from chalicelib.books.repository import shelf
from chalicelib.own_table import own_table
from chalicelib.republish import tell
from chalicelib.reviews import write
from chalicelib.reviews.repository import buyers
from chalicelib.reviews.repository import reviews as kept_reviews
from chalicelib.reviews.review import PastReview
from chalicelib.settings import settings

events = Blueprint(__name__)


@cache
def reactions() -> dict[type[Event], EventHandler]:
    """What the catalog does about which event."""
    hear_order = partial(write.hear_order, buyers=buyers())
    return {
        StockChanged: partial(edit.hear_stock, stock=shelf()),
        CustomerDeleted: partial(write.forget_customer, reviews=kept_reviews(), buyers=buyers()),
        **dict.fromkeys(ORDER_EVENTS, hear_order),
    }


@events.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="relay")
def relay(event: DynamoDBEvent) -> None:
    """Bring new outbox items to the bus."""
    handlers.relay(event.to_dict()["Records"], settings(), own_table())


@events.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """React to what other services told."""
    return handlers.consume(event, reactions(), own_table())


@events.schedule(Rate(1, unit=Rate.MINUTES), name="sweep")
def sweep(event: CloudWatchEvent) -> None:
    """Publish what the stream missed."""
    handlers.publish_pending(settings(), own_table())


class BookBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """What `import_books` is invoked with."""

    books: Annotated[list[NewBook], Meta(max_length=50)]


class ReviewBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """What `import_reviews` is invoked with."""

    reviews: Annotated[list[PastReview], Meta(max_length=100)]


@events.lambda_function(name="import_books")
def import_books(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Bring another shop's books along. Invoked by whoever moves a shop here, never over HTTP."""
    done = edit.import_books(convert(event, BookBatch).books, books=shelf())
    logs.info("imported", books=done.imported, known=done.known)
    return dict(to_builtins(done))


@events.lambda_function(name="import_reviews")
def import_reviews(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Bring a past along: reviews of another system. Invoked by whoever moves a shop here, never over HTTP."""
    done = write.import_reviews(convert(event, ReviewBatch).reviews, reviews=kept_reviews())
    logs.info("imported", reviews=done.imported, known=done.known)
    return dict(to_builtins(done))


@events.lambda_function(name="republish")
def republish(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Tell books and ratings again, a page: {"start": next of the page before}."""
    return republish_page(event, own_table(), partial(tell, summary=cache(kept_reviews().summary)))
