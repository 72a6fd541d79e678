"""Write books into the lists: when a book changed, and when the clock finds windows or snapshots to make."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from chalicelib.bestsellers.entries import NotBuilt, Placement, scope_name, to_placement
from chalicelib.bestsellers.ranking import CRITERIA, WINDOWS, day_range
from chalicelib.ledger.entry import BookTotals
from chalicelib.ports import Leaderboard, Ledger, Snapshots

BATCH_SIZE = 100


def project_book(
    book_id: str,
    targets: tuple[str, ...],
    now: datetime,
    *,
    ledger: Ledger,
    leaderboard: Leaderboard,
    former_category: str | None = None,
) -> BookTotals:
    """Write the book's current scores into every target, and remove it from the lists of its former category; return
    the totals the scores were computed from."""
    totals = ledger.load_totals(book_id, day_range(now.date()))
    former_scopes = [scope_name(former_category)] if former_category else []
    placement = to_placement(totals, now.date(), former_scopes=former_scopes)
    for target in targets:
        leaderboard.save(target, placement, now)
    return totals


def correct_until_current(
    written: Placement, target: str, now: datetime, *, ledger: Ledger, leaderboard: Leaderboard
) -> None:
    """Write the book again while it has changed since the placement was computed: a projector may have been faster with
    newer totals. What was written first is undone, in the lists of another category as well."""
    while ledger.load_version(written.book_id) != written.version:
        totals = ledger.load_totals(written.book_id, day_range(now.date()))
        written = to_placement(totals, now.date(), former_scopes=written.scopes)
        leaderboard.save(target, written, now)


def project_batch(
    target: str, batch: Sequence[BookTotals], *, now: datetime, ledger: Ledger, leaderboard: Leaderboard
) -> None:
    """Project at most a hundred books into a target that nobody reads yet."""
    placements = [to_placement(totals, now.date()) for totals in batch]
    leaderboard.save_batch(target, placements, now)
    versions = ledger.load_versions(totals.book_id for totals in batch)
    for written in placements:
        if versions.get(written.book_id, 0) != written.version:
            correct_until_current(written, target, now, ledger=ledger, leaderboard=leaderboard)


def create_windows(targets: tuple[str, ...], now: datetime, *, leaderboard: Leaderboard) -> int:
    """Create what is missing of yesterday's, today's and tomorrow's windows; return how many that were."""
    scopes = [(target, scope) for target in targets for scope in leaderboard.load_scopes(target)]
    return sum(leaderboard.create_windows(target, scope, now.date(), now) for target, scope in scopes)


def save_snapshots(target: str, now: datetime, *, leaderboard: Leaderboard, snapshots: Snapshots) -> int:
    """Save the current lists; return how many had changed. A list that is not complete leaves its last snapshot."""
    changed = 0
    for scope in leaderboard.load_scopes(target):
        for by in CRITERIA:
            with suppress(NotBuilt):
                lists = {window: leaderboard.load_top(target, scope, by, window, now.date()) for window in WINDOWS}
                changed += snapshots.save(scope, by, lists)
    return changed
