"""Every Lambda entry of search that is not a route: its inbox, its table's stream, the clock, rebuild and drift."""

from functools import cache, partial
from typing import Any

from chalice import Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import to_builtins

from bookstore import clock, environment, logs
from bookstore.dynamodb.table import Table
from bookstore.events import BOOK_EVENTS, PURCHASE_EVENTS, BookRated, Event, StockChanged
from bookstore.functions import Functions
from bookstore.jobs import watch_time
from bookstore.messaging import handlers, stream_batches
from bookstore.messaging.inbox import EventHandler
from chalicelib.books import record_events
from chalicelib.books.repository import BookRepository, book_repository
from chalicelib.books.term_repository import term_repository
from chalicelib.index.admin import job_admin, projector_admin
from chalicelib.index.drift import compare_indices
from chalicelib.index.project import project_books
from chalicelib.index.rebuild import rebuild_index
from chalicelib.index.self_heal import backfill_terms, heal_index
from chalicelib.index.stream_batch import ProjectionBatch
from chalicelib.index.target_repository import target_repository
from chalicelib.own_table import own_table, traces
from chalicelib.settings import settings

functions = Functions(__name__)
BATCH_SIZE = 300  # of many changes at once, half concern books that others of the batch concern: they are written once


def make_handlers(table: Table) -> dict[type[Event], EventHandler]:
    """Return the handler of each event type, on this table."""
    books = BookRepository(table)
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(record_events.on_book_changed, books=books)),
        **dict.fromkeys(PURCHASE_EVENTS, partial(record_events.on_order_changed, books=books)),
        BookRated: partial(record_events.on_book_rated, books=books),
        StockChanged: partial(record_events.on_stock_changed, books=books),
    }


@cache
def event_handlers() -> dict[type[Event], EventHandler]:
    """Return the handler of each event type."""
    return make_handlers(own_table())


@functions.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """Record the events of other services."""
    return handlers.consume(event, event_handlers(), own_table(), make_handlers)


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=BATCH_SIZE, name="project")
def project(event: DynamoDBEvent) -> None:
    """Write the newest state of each changed book to the index, in one request; before that, the terms under which the
    table finds them while the index does not answer."""
    raws, park = event.to_dict()["Records"], handlers.record_parker(settings().parked_url)
    batch = ProjectionBatch(raws, traces(), book_repository())
    term_repository().save(batch.books_with_new_terms())
    batch.refused = project_books(batch.books(), indices=projector_admin(), targets=target_repository())
    stream_batches.process_records(raws, batch.confirm, park=park)
    batch.save_traces()
    logs.info("books projected", count=len(batch.books()), refused=len(batch.refused))


@functions.schedule(Rate(1, unit=Rate.MINUTES), name="keep")
def self_heal(event: CloudWatchEvent) -> None:
    """Repair what the index has lost, and rebuild it when its mapping has changed."""
    is_late = watch_time(event.context)
    backfill_terms(books=book_repository(), terms=term_repository(), is_late=is_late)
    heal_index(clock.now(), books=book_repository(), indices=job_admin(), targets=target_repository())


@functions.lambda_function(name="rebuild")
def rebuild(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Fill a new index from the table while changes continue, and switch the alias to it."""
    result = rebuild_index(books=book_repository(), indices=job_admin(), targets=target_repository())
    logs.info("index rebuilt", target=result.target, books=result.books, refused=len(result.refused))
    return to_builtins(result)  # type: ignore[no-any-return]


@functions.lambda_function(name="drift")
def drift(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Compare table and index; `{"repair": true}` also repairs what differs."""
    drifts = compare_indices(
        repair=bool(event.get("repair")),
        books=book_repository(),
        indices=job_admin(),
        targets=target_repository(),
    )
    for found in drifts:
        fields = {"target": found.target, "repaired": found.repaired, "count": found.count}
        if found.agrees:
            logs.info("index compared", **fields)
        else:
            logs.warning("index drift found", **fields)
    return {"views": [to_builtins(found) | {"agrees": found.agrees} for found in drifts]}
