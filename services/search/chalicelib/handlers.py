"""Who may tell search what: its inbox, its own table's stream, and whoever rebuilds or compares the index."""

from functools import cache, partial
from typing import Any

from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import to_builtins

from bookstore import clock, environment, logs
from bookstore.events import BOOK_EVENTS, ORDER_EVENTS, BookRated, Event, StockChanged
from bookstore.messaging import handlers, stream_batches
from bookstore.messaging.inbox import EventHandler
from chalicelib.books import record_events
from chalicelib.books.repository import books
from chalicelib.books.term_repository import kept_terms
from chalicelib.index import self_heal
from chalicelib.index.admin import patient_shelves, shelves
from chalicelib.index.drift import compare
from chalicelib.index.project import show
from chalicelib.index.rebuild import rebuild_index
from chalicelib.index.stream_batch import Batch
from chalicelib.index.target_repository import views
from chalicelib.own_table import own_table, traces
from chalicelib.settings import settings

events = Blueprint(__name__)
AT_ONCE = 300  # when much is told, half of it is about books told of just before: they are written once


@cache
def reactions() -> dict[type[Event], EventHandler]:
    """What search does about which event."""
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(record_events.hear_book, books=books())),
        **dict.fromkeys(ORDER_EVENTS, partial(record_events.hear_order, books=books())),
        BookRated: partial(record_events.hear_rating, books=books()),
        StockChanged: partial(record_events.hear_stock, books=books()),
    }


@events.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """React to what other services told."""
    return handlers.consume(event, reactions(), own_table())


@events.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=AT_ONCE, name="project")
def project(event: DynamoDBEvent) -> None:
    """Write the books that changed to the index: the newest state of each, in one request. Before that, the terms under
    which they are found when there is no index to ask."""
    raws, park = event.to_dict()["Records"], handlers.record_parker(settings().parked_url)
    batch = Batch(raws, traces())
    kept_terms().keep(batch.renamed())
    batch.refused = show(batch.books(), index=shelves(), views=views())
    stream_batches.process_records(raws, batch.conclude, park=park)
    batch.note()
    logs.info("projected", books=len(batch.books()), refused=len(batch.refused))


@events.schedule(Rate(1, unit=Rate.MINUTES), name="keep")
def keep(event: CloudWatchEvent) -> None:
    """Write anew what the index has lost, and all of it when the mapping has changed."""
    self_heal.keep_terms(books=books(), terms=kept_terms())
    self_heal.keep(clock.now(), books=books(), index=patient_shelves(), views=views())


@events.lambda_function(name="rebuild")
def rebuild(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Fill a new index from the table and put it in the old one's place, while changes go on."""
    rebuilt = rebuild_index(books=books(), index=patient_shelves(), views=views())
    logs.info("rebuilt", target=rebuilt.target, books=rebuilt.books, refused=len(rebuilt.refused))
    return to_builtins(rebuilt)  # type: ignore[no-any-return]


@events.lambda_function(name="drift")
def drift(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Compare table and index; `{"repair": true}` also mends what differs."""
    found = compare(repair=bool(event.get("repair")), books=books(), index=patient_shelves(), views=views())
    for each in found:
        say = logs.info if each.nothing else logs.warning
        say("compared", target=each.target, agrees=each.nothing, repaired=each.repaired, differing=each.differing)
    return {"views": [to_builtins(each) | {"agrees": each.nothing} for each in found]}
