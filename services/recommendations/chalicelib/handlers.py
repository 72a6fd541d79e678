"""Who may tell recommendations what: the inbox, the own table's stream, the clock, and whoever rebuilds or compares."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, Literal, get_args

from chalice import Blueprint, Cron, Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Struct, convert, to_builtins

from bookstore import clock, environment, logs
from bookstore.events import BOOK_EVENTS, ORDER_EVENTS, BookRated, CustomerDeleted, Event
from bookstore.messaging import handlers, stream_batches
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.stream_batches import Record
from bookstore.read_models.rebuild import IsLate
from chalicelib import drift as comparing
from chalicelib import rebuild as rebuilding
from chalicelib import self_heal
from chalicelib.also_bought import compute as nearby
from chalicelib.also_bought import project as project_graph_action
from chalicelib.also_bought.edges import Owned, Ownership
from chalicelib.also_bought.graph import graph, unhurried_graph
from chalicelib.also_bought.repository import neighbours
from chalicelib.bestsellers import project as project_lists_action
from chalicelib.bestsellers.leaderboard import leaderboard
from chalicelib.bestsellers.snapshots import snapshots
from chalicelib.books.repository import books, changed_book
from chalicelib.drift import Drift
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import changed_reader, readers
from chalicelib.ledger.repository import ledger
from chalicelib.own_table import own_table, traces
from chalicelib.projection_batch import Batch, Write, Written
from chalicelib.read_models import read_models
from chalicelib.settings import settings

events = Blueprint(__name__)
Compared = Literal["bestsellers", "graph"]
BOTH: tuple[Compared, ...] = get_args(Compared)
SPARE_MILLIS = 60_000  # what is begun has to end in it


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """What `rebuild` and `drift` are invoked with; only `drift` repairs."""

    views: tuple[Compared, ...] = BOTH
    repair: bool = False


@cache
def reactions() -> dict[type[Event], EventHandler]:
    """What recommendations do about which event."""
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(record_events.hear_book, books=books())),
        **dict.fromkeys(ORDER_EVENTS, partial(record_events.hear_order, ledger=ledger())),
        BookRated: partial(record_events.hear_rating, ledger=ledger()),
        CustomerDeleted: partial(record_events.forget_customer, readers=readers()),
    }


@events.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """React to what other services told."""
    return handlers.consume(event, reactions(), own_table())


@events.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="project_lists")
def project_lists(event: DynamoDBEvent) -> None:
    """Put each book that changed where it belongs now, once however often the batch names it."""
    targets = self_heal.opened(views=read_models(), lists=leaderboard()).targets
    place = cache(
        partial(project_lists_action.place, targets=targets, now=clock.now(), standings=ledger(), lists=leaderboard())
    )

    def write(record: Record) -> Written:
        book = changed_book(record.old, record.new)
        return f"book/{book.book_id}", place(book.book_id, was_in=book.was_in).version

    _project("bestsellers", event, write)


@events.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="project_graph")
def project_graph(event: DynamoDBEvent) -> None:
    """Draw each book that a customer keeps as an edge, take away what was given back or has to be forgotten, and work
    out anew which books stand near those."""
    targets, changed = read_models().get("graph").targets, list[Owned]()

    def write(record: Record) -> Written:
        change = changed_reader(record.old, record.new)
        project_graph_action.draw(change, targets, graph=graph())
        changed.extend([change.owned] if isinstance(change, Ownership) else [])
        return change.subject, change.version

    try:
        _project("graph", event, write)
    finally:
        _neighbours(nearby.settle_or_wait, nearby.touched(changed, readers=readers()))


@events.schedule(Rate(1, unit=Rate.MINUTES), name="keep_lists")
def keep_lists(event: CloudWatchEvent) -> None:
    """Make the windows that are missing, and the lists anew should Redis have lost them; remember how they stand."""
    self_heal.keep(
        clock.now(),
        views=read_models(),
        standings=ledger(),
        lists=leaderboard(),
        snapshots=snapshots(),
        is_late=_late(event.context),
    )


@events.schedule(Rate(1, unit=Rate.MINUTES), name="keep_graph")
def keep_graph(event: CloudWatchEvent) -> None:
    """Make the graph anew should it have lost something, go on with every book's neighbours if that was begun, and work
    out those that wait: of books that many readers bought at once."""
    is_late = _late(event.context)
    given: dict[str, Any] = {"views": read_models(), "graph": unhurried_graph(), "is_late": is_late}
    self_heal.keep_neighbours(
        anew=self_heal.keep_graph(readers=readers(), **given), books=books(), neighbours=neighbours(), **given
    )
    if not is_late():
        _neighbours(nearby.settle_waiting)


@events.schedule(Cron(30, 3, "*", "*", "?", "*"), name="mend")
def mend(event: CloudWatchEvent) -> None:
    """Compare both views with the table each night, mend what differs, and go over every book's neighbours."""
    _compared(Wanted(repair=True))
    _all_neighbours(_late(event.context))


@events.lambda_function(name="drift")
def drift(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Compare views with the table; `{"repair": true}` also mends what differs, `{"views": ["graph"]}` looks at one."""
    return {name: to_builtins(found) for name, found in _compared(convert(event, Wanted)).items()}


@events.lambda_function(name="rebuild")
def rebuild(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Make views anew, from the start, beside those that readers see, and show the new ones; answers how much is
    written, and whether that is all: the clock goes on with what is not finished."""
    is_late = _late(context)
    jobs = {
        "bestsellers": lambda: rebuilding.rebuild_lists(
            views=read_models(), standings=ledger(), lists=leaderboard(), is_late=is_late, anew=True
        ),
        "graph": lambda: rebuilding.rebuild_graph(
            views=read_models(), readers=readers(), graph=unhurried_graph(), is_late=is_late, anew=True
        ),
    }
    made = {name: jobs[name]() for name in convert(event, Wanted).views}
    if "graph" in made and made["graph"].finished:
        _all_neighbours(is_late)
    logs.info("rebuilt", **{name: one.written for name, one in made.items()})
    return {name: to_builtins(one) for name, one in made.items()}


def _late(context: Any) -> IsLate:
    """Whether little is left of this invocation's time."""
    return lambda: context is not None and context.get_remaining_time_in_millis() < SPARE_MILLIS


def _all_neighbours(is_late: IsLate) -> None:
    given: dict[str, Any] = {"graph": unhurried_graph(), "books": books(), "neighbours": neighbours()}
    self_heal.keep_neighbours(anew=True, views=read_models(), is_late=is_late, **given)


def _neighbours(settle: Callable[..., int], *book_ids: Iterable[str]) -> None:
    target = read_models().get("graph").serving
    settled = settle(*book_ids, target, graph=graph(), books=books(), neighbours=neighbours())
    logs.info("neighbours worked out", books=settled)


def _project(view: Compared, event: DynamoDBEvent, write: Write) -> None:
    raws, batch = event.to_dict()["Records"], Batch(view, write, traces())
    try:
        stream_batches.process_records(raws, batch.handle, park=handlers.record_parker(settings().parked_url))
    finally:
        batch.note()
    logs.info("projected", view=view, records=len(raws))


def _compared(wanted: Wanted) -> dict[Compared, Drift]:
    serving = {name: read_models().get(name).serving for name in wanted.views}
    jobs = {
        "bestsellers": lambda target: comparing.drift_of_lists(
            target, clock.now(), standings=ledger(), lists=leaderboard(), repair=wanted.repair
        ),
        "graph": lambda target: comparing.drift_of_graph(
            target, readers=readers(), graph=unhurried_graph(), repair=wanted.repair
        ),
    }
    found = {name: jobs[name](target) for name, target in serving.items()}
    logs.info("compared", repaired=wanted.repair, **{name: each.differing for name, each in found.items()})
    return found
