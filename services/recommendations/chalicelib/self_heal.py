"""Keep the read models complete: rebuild what an engine has lost, and keep snapshots of the lists for when Redis is
unavailable.

An engine that was restarted, failed over, or came back from a backup may lack what an earlier one had taken, and does
not report it. So Redis is checked for the run that was given everything, and the graph for the marker that was last
saved in it.
"""

from collections.abc import Callable
from datetime import datetime

from bookstore import clock, logs
from bookstore.jobs import IsLate, never_late
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.rebuild import Progress
from bookstore.read_models.targets import ReadModel
from chalicelib.bestsellers.project import create_windows, save_snapshots
from chalicelib.ports import (
    Books,
    Customers,
    Leaderboard,
    Ledger,
    PurchaseGraph,
    ReadModelName,
    ReadModels,
    SimilarBooks,
    Snapshots,
)
from chalicelib.rebuild import rebuild_bestsellers, rebuild_graph, rebuild_similarities


def open_bestsellers(*, read_models: ReadModels, leaderboard: Leaderboard) -> ReadModel:
    """Return the state of the lists. The first batch ever creates them, complete: the stream is as old as the table."""
    model = read_models.get("bestsellers")
    if not model.exists and read_models.create("bestsellers"):
        leaderboard.create(model.serving)
        leaderboard.mark_complete(model.serving)
    return model


def heal_bestsellers(
    now: datetime,
    *,
    read_models: ReadModels,
    ledger: Ledger,
    leaderboard: Leaderboard,
    snapshots: Snapshots,
    is_late: IsLate = never_late,
) -> None:
    """Continue or start a rebuild where one is needed, create missing windows up to tomorrow's, and save snapshots."""
    model = read_models.get("bestsellers")
    if model.building or not leaderboard.is_complete(model.serving):
        _rebuild(
            "bestsellers",
            lambda: rebuild_bestsellers(
                read_models=read_models, ledger=ledger, leaderboard=leaderboard, is_late=is_late
            ),
        )
    model = read_models.get("bestsellers")
    windows = create_windows(model.targets, now, leaderboard=leaderboard)
    changed = save_snapshots(model.serving, now, leaderboard=leaderboard, snapshots=snapshots)
    logs.info("bestsellers checked", windows=windows, snapshots=changed)


def heal_graph(
    *, read_models: ReadModels, customers: Customers, graph: PurchaseGraph, is_late: IsLate = never_late
) -> bool:
    """Save the next marker; where the last one is gone, or a rebuild is unfinished, rebuild.

    Return True when a rebuild was finished.
    """
    model = read_models.get("graph")
    if not model.exists:
        read_models.create("graph")
    marker = graph.load_marker(model.serving)
    if model.building or marker is None or marker < (model.marker or marker):
        return _rebuild(
            "graph",
            lambda: rebuild_graph(read_models=read_models, customers=customers, graph=graph, is_late=is_late),
        )
    marker = clock.text(clock.now())
    graph.save_marker(model.serving, marker)
    read_models.save_marker(model, marker)
    return False


def heal_similarities(
    *,
    from_start: bool,
    read_models: ReadModels,
    graph: PurchaseGraph,
    books: Books,
    similarities: SimilarBooks,
    is_late: IsLate = never_late,
) -> None:
    """Continue to compute every book's similar books where that is unfinished, or start when the graph is new."""
    if from_start or read_models.get("neighbours").building:
        _rebuild(
            "neighbours",
            lambda: rebuild_similarities(
                read_models=read_models,
                graph=graph,
                books=books,
                similarities=similarities,
                is_late=is_late,
                from_start=from_start,
            ),
        )


def _rebuild(name: ReadModelName, rebuild: Callable[[], Progress]) -> bool:
    try:
        progress = rebuild()
    except RebuildInProgress as error:
        logs.info("read model rebuild already in progress", read_model=name, reason=error.message)
        return False
    logs.warning("read model rebuilt", read_model=name, written=progress.written, finished=progress.finished)
    return progress.finished
