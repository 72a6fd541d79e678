"""Every Lambda function of the catalog that is not a route: the stream, the inbox, the clock, imports."""

from functools import cache, partial
from typing import Annotated, Any, TypeVar

from chalice import Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Meta, Struct, ValidationError, convert, to_builtins

from bookstore import environment, logs
from bookstore.audit import Operator, acting, operator_actor
from bookstore.dynamodb.table import Table
from bookstore.events import PURCHASE_EVENTS, BookAdded, BookChanged, BookRated, CustomerDeleted, Event, StockChanged
from bookstore.functions import Functions
from bookstore.jobs import watch_time
from bookstore.messaging import handlers, stream_batches
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.republish import republish_page
from bookstore.web.parameters import invalid
from chalicelib.books import edit
from chalicelib.books.card_repository import CardRepository, card_repository
from chalicelib.books.relist import relist_page
from chalicelib.books.repository import BookRepository, book_repository
from chalicelib.downloads.grant import erase_downloads, grant_downloads
from chalicelib.downloads.repository import EntitlementRepository
from chalicelib.files import imports
from chalicelib.files.accept import check_upload
from chalicelib.files.bucket import files_bucket
from chalicelib.files.imports import ImportedBook
from chalicelib.files.repository import file_repository, to_upload
from chalicelib.imports.files import import_files
from chalicelib.imports.repository import import_repository
from chalicelib.own_table import own_table
from chalicelib.republish import to_outbox_items
from chalicelib.reviews import record_events, write
from chalicelib.reviews.repository import PurchaseRepository, ReviewRepository, review_repository
from chalicelib.reviews.review import ImportedReview
from chalicelib.settings import settings

T = TypeVar("T")

functions = Functions(__name__)


def make_handlers(table: Table) -> dict[type[Event], EventHandler]:
    """Map each event the catalog consumes to its handler on this table."""
    reviews, purchases, cards = ReviewRepository(table), PurchaseRepository(table), CardRepository(table)
    entitlements = EntitlementRepository(table)
    return {
        StockChanged: partial(edit.on_stock_changed, stock=BookRepository(table), cards=cards),
        **dict.fromkeys((BookAdded, BookChanged, BookRated), partial(edit.on_card_changed, cards=cards)),
        CustomerDeleted: in_turn(
            partial(record_events.on_customer_deleted, reviews=reviews, purchases=purchases),
            partial(erase_downloads, entitlements=entitlements),
        ),
        **dict.fromkeys(
            PURCHASE_EVENTS,
            in_turn(
                partial(record_events.on_order_event, reviews=reviews, purchases=purchases),
                partial(grant_downloads, entitlements=entitlements),
            ),
        ),
    }


@cache
def event_handlers() -> dict[type[Event], EventHandler]:
    """Map each event the catalog consumes to its handler."""
    return make_handlers(own_table())


def in_turn(*steps: EventHandler) -> EventHandler:
    """Return a handler of several steps, each of which may be repeated."""

    def handle(event: Any) -> None:
        for step in steps:
            step(event)

    return handle


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="relay")
def relay(event: DynamoDBEvent) -> None:
    """Publish new outbox items."""
    handlers.relay(event.to_dict()["Records"], settings(), own_table())


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=1, name="check_file")
def check_file(event: DynamoDBEvent) -> None:
    """Check an uploaded file, and make it the edition's or refuse it."""
    check = partial(check_upload, books=book_repository(), files=file_repository(), bucket=files_bucket())
    stream_batches.process_records(
        event.to_dict()["Records"],
        lambda record: check(to_upload(record.item)),
        park=handlers.record_parker(settings().parked_url),
    )


@functions.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """Handle the events of other services, and those of its own that change what lists show."""
    return handlers.consume(event, event_handlers(), own_table(), make_handlers)


@functions.schedule(Rate(1, unit=Rate.MINUTES), name="sweep")
def sweep(event: CloudWatchEvent) -> None:
    """Publish outbox items that the stream missed."""
    handlers.publish_pending(settings(), own_table(), event.context)


@functions.schedule(Rate(1, unit=Rate.MINUTES), name="run_imports")
def run_imports(event: CloudWatchEvent) -> None:
    """Check, apply and undo imports that staff have started, and check the files that have arrived."""
    from chalicelib.imports import run  # on first use: no other function reads files

    is_late = watch_time(event.context)
    run.run_imports(files=import_files(), imports=import_repository(), books=book_repository(), is_late=is_late)


class BookBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """The request of `import_books`."""

    books: Annotated[tuple[ImportedBook, ...], Meta(max_length=50)] = ()
    operator: Operator = ""


class ReviewBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """The request of `import_reviews`."""

    reviews: Annotated[tuple[ImportedReview, ...], Meta(max_length=100)] = ()
    operator: Operator = ""


@functions.lambda_function(name="import_books")
def import_books(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Import books of another shop. Invoked by the operator who moves it here, never over HTTP."""
    batch = _read(event, BookBatch)
    with acting(operator_actor(batch.operator, "import_books")):
        response = imports.import_books(
            batch.books, books=book_repository(), files=file_repository(), bucket=files_bucket()
        )
    logs.info("books imported", count=response.imported, existing=response.existing)
    return dict(to_builtins(response))


@functions.lambda_function(name="import_reviews")
def import_reviews(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Import reviews of another shop. Invoked by the operator who moves it here, never over HTTP.

    `known` exist already; `closed` are of customers who closed their account here, and are not saved.
    """
    batch, reserved_names = _read(event, ReviewBatch), settings().reserved_name_list
    with acting(operator_actor(batch.operator, "import_reviews")):
        response = write.import_reviews(batch.reviews, reviews=review_repository(), reserved_names=reserved_names)
    logs.info("reviews imported", count=response.imported, existing=response.existing, closed=response.closed)
    return dict(to_builtins(response))


@functions.lambda_function(name="republish")
def republish(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Publish a page of books and ratings again: {"start": `next` of the page before}."""
    get_summary = cache(review_repository().get_summary)
    return republish_page(event, own_table(), partial(to_outbox_items, get_summary=get_summary))


@functions.lambda_function(name="relist")
def relist(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Rewrite lists, counts and ISBN records, one page: {"start": `next` of the page before}."""
    return relist_page(event, own_table(), book_repository(), card_repository())


def _read(event: dict[str, Any], kind: type[T]) -> T:
    """Read the request of an import; Invalid names the field and its rule."""
    try:
        return convert(event, kind)
    except ValidationError as error:
        raise invalid(error) from error
