"""Every Lambda function that is not a route: the inbox, the table's stream, the clock, and what operators invoke."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, Literal, get_args

from chalice import Cron, Rate
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent
from msgspec import Struct, convert, field, structs, to_builtins

from bookstore import clock, environment, logs
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import collect_unreadable
from bookstore.events import BOOK_EVENTS, PURCHASE_EVENTS, BookRated, CustomerDeleted, Event
from bookstore.functions import Functions
from bookstore.jobs import IsLate, watch_time
from bookstore.messaging import handlers, stream_batches
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.stream_batches import Record
from bookstore.read_models.drift import MAX_EXAMPLES
from chalicelib import self_heal
from chalicelib.also_bought.compute import compute_or_enqueue, compute_queued, find_affected
from chalicelib.also_bought.graph import job_graph, purchase_graph
from chalicelib.also_bought.project import apply_change, reload_change
from chalicelib.also_bought.repository import similarity_repository
from chalicelib.bestsellers.leaderboard import leaderboard
from chalicelib.bestsellers.project import project_book
from chalicelib.bestsellers.snapshots import snapshot_repository
from chalicelib.books.repository import BookRepository, book_repository, to_book_change
from chalicelib.drift import Drift, check_bestsellers, check_graph
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import CustomerRepository, customer_repository, to_ownership_change
from chalicelib.ledger.ownership import OwnedBook, OwnershipChange
from chalicelib.ledger.repository import LedgerRepository, ledger_repository
from chalicelib.own_table import own_table, traces
from chalicelib.read_model_repository import read_models
from chalicelib.rebuild import rebuild_bestsellers, rebuild_graph
from chalicelib.settings import settings
from chalicelib.stream_batch import Project, Projected, StreamBatch

functions = Functions(__name__)
EngineModel = Literal["bestsellers", "graph"]
ENGINE_MODELS: tuple[EngineModel, ...] = get_args(EngineModel)


class ReadModelsRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The request of `rebuild` and `drift`; only `drift` repairs."""

    read_models: tuple[EngineModel, ...] = field(default=ENGINE_MODELS, name="views")
    repair: bool = False


def make_handlers(table: Table) -> dict[type[Event], EventHandler]:
    """Map each event that recommendations consume to its handler on this table."""
    ledger = LedgerRepository(table)
    return {
        **dict.fromkeys(BOOK_EVENTS, partial(record_events.on_book_changed, books=BookRepository(table))),
        **dict.fromkeys(PURCHASE_EVENTS, partial(record_events.on_order_changed, ledger=ledger)),
        BookRated: partial(record_events.on_book_rated, ledger=ledger),
        CustomerDeleted: partial(record_events.on_customer_deleted, customers=CustomerRepository(table)),
    }


@cache
def event_handlers() -> dict[type[Event], EventHandler]:
    """Map each event that recommendations consume to its handler."""
    return make_handlers(own_table())


@functions.on_sqs_message(queue_arn=environment.arn("INBOX_ARN"), batch_size=10, name="consume")
def consume(event: SQSEvent) -> dict[str, Any]:
    """Handle the events of other services."""
    return handlers.consume(event, event_handlers(), own_table(), make_handlers)


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="project_lists")
def project_bestsellers(event: DynamoDBEvent) -> None:
    """Write each changed book into the lists, once however often the batch names it."""
    ledger, lists = ledger_repository(), leaderboard()
    targets = self_heal.open_bestsellers(read_models=read_models(), leaderboard=lists).targets
    project = cache(partial(project_book, targets=targets, now=clock.now(), ledger=ledger, leaderboard=lists))

    def project_record(record: Record) -> Projected:
        change = to_book_change(record.old, record.new)
        return f"book/{change.book_id}", project(change.book_id, former_category=change.former_category).version

    _project("bestsellers", event, project_record)


@functions.on_dynamodb_record(stream_arn=environment.arn("STREAM_ARN"), batch_size=100, name="project_graph")
def project_graph(event: DynamoDBEvent) -> None:
    """Write changed ownership into the graph, and compute which books are similar to those."""
    targets, changed = read_models().get("graph").targets, list[OwnedBook]()

    def project_record(record: Record) -> Projected:
        change = reload_change(to_ownership_change(record.old, record.new), customers=customer_repository())
        apply_change(change, targets, graph=purchase_graph())
        changed.extend([change.book] if isinstance(change, OwnershipChange) else [])
        return change.subject, change.version

    try:
        _project("graph", event, project_record)
    finally:
        _compute_similar(compute_or_enqueue, find_affected(changed, customers=customer_repository()))


@functions.schedule(Rate(1, unit=Rate.MINUTES), name="keep_lists")
def heal_bestsellers(event: CloudWatchEvent) -> None:
    """Create the windows that are missing, rebuild the lists should Redis have lost them, and save snapshots."""
    self_heal.heal_bestsellers(
        clock.now(),
        read_models=read_models(),
        ledger=ledger_repository(),
        leaderboard=leaderboard(),
        snapshots=snapshot_repository(),
        is_late=watch_time(event.context),
    )


@functions.schedule(Rate(1, unit=Rate.MINUTES), name="keep_graph")
def heal_graph(event: CloudWatchEvent) -> None:
    """Rebuild the graph should it have lost something, continue with every book's similar books if that is unfinished,
    and compute those that are queued: of books that many customers bought at once."""
    is_late = watch_time(event.context)
    is_rebuilt = self_heal.heal_graph(
        read_models=read_models(), customers=customer_repository(), graph=job_graph(), is_late=is_late
    )
    _heal_similarities(is_late, from_start=is_rebuilt)
    _compute_similar(lambda target, **engines: compute_queued(target, **engines, is_late=is_late).check().done)


@functions.schedule(Cron(30, 3, "*", "*", "?", "*"), name="mend")
def nightly_repair(event: CloudWatchEvent) -> None:
    """Compare both read models with the table, repair what differs, and compute every book's similar books."""
    _check_drift(ReadModelsRequest(repair=True))
    _heal_similarities(watch_time(event.context), from_start=True)


@functions.lambda_function(name="drift")
def drift(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Compare read models with the table; `{"repair": true}` also repairs, `{"views": ["graph"]}` compares one."""
    return {name: to_builtins(found) for name, found in _check_drift(convert(event, ReadModelsRequest)).items()}


@functions.lambda_function(name="rebuild")
def rebuild(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Rebuild read models from the start, beside the targets that serve, and switch to the new ones.

    Return how much is written, and whether that is all: the clock continues what is not finished.
    """
    is_late = watch_time(context)
    jobs = {
        "bestsellers": lambda: rebuild_bestsellers(
            read_models=read_models(),
            ledger=ledger_repository(),
            leaderboard=leaderboard(),
            is_late=is_late,
            from_start=True,
        ),
        "graph": lambda: rebuild_graph(
            read_models=read_models(),
            customers=customer_repository(),
            graph=job_graph(),
            is_late=is_late,
            from_start=True,
        ),
    }
    rebuilt = {name: jobs[name]() for name in convert(event, ReadModelsRequest).read_models}
    if "graph" in rebuilt and rebuilt["graph"].finished:
        _heal_similarities(is_late, from_start=True)
    logs.info("read models rebuilt", **{name: progress.written for name, progress in rebuilt.items()})
    return {name: to_builtins(progress) for name, progress in rebuilt.items()}


def _heal_similarities(is_late: IsLate, *, from_start: bool) -> None:
    self_heal.heal_similarities(
        from_start=from_start,
        read_models=read_models(),
        graph=job_graph(),
        books=book_repository(),
        similarities=similarity_repository(),
        is_late=is_late,
    )


def _compute_similar(compute: Callable[..., int], *book_ids: Iterable[str]) -> None:
    target = read_models().get("graph").serving
    graph, books, similarities = purchase_graph(), book_repository(), similarity_repository()
    computed = compute(*book_ids, target, graph=graph, books=books, similarities=similarities)
    logs.info("similar books computed", count=computed)


def _project(name: EngineModel, event: DynamoDBEvent, project: Project) -> None:
    raw_records, batch = event.to_dict()["Records"], StreamBatch(name, project, traces())
    try:
        park = handlers.record_parker(settings().parked_url)
        stream_batches.process_records(raw_records, batch.process, park=park)
    finally:
        batch.save_traces()
    logs.info("records projected", read_model=name, count=len(raw_records))


def _check_drift(request: ReadModelsRequest) -> dict[EngineModel, Drift]:
    serving = {name: read_models().get(name).serving for name in request.read_models}
    checks = {
        "bestsellers": lambda target: check_bestsellers(
            target, clock.now(), ledger=ledger_repository(), leaderboard=leaderboard(), repair=request.repair
        ),
        "graph": lambda target: check_graph(
            target, customers=customer_repository(), graph=job_graph(), repair=request.repair
        ),
    }
    drifts = {name: _with_unreadable_rows(partial(checks[name], target)) for name, target in serving.items()}
    differing = {name: found.differing for name, found in drifts.items()}
    logs.info("drift checked", repaired=request.repair, **differing)
    return drifts


def _with_unreadable_rows(check: Callable[[], Drift]) -> Drift:
    with collect_unreadable() as rows:
        return structs.replace(check(), unreadable=sorted(rows)[:MAX_EXAMPLES])
