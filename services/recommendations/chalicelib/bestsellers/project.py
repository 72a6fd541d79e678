"""Write books into the lists: when a book changed, and when the clock finds windows or snapshots to make."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.bestsellers.entries import to_placement
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
    """Write the book's current scores into every target; return the totals they were computed from."""
    totals = ledger.load_totals(book_id, day_range(now.date()))
    placement = to_placement(totals, now.date(), former_category=former_category)
    for target in targets:
        leaderboard.save(target, placement, now)
    return totals


def project_until_current(
    book_id: str, target: str, now: datetime, *, ledger: Ledger, leaderboard: Leaderboard
) -> None:
    """Project the book, again while it has changed meanwhile: a projector may have been faster with newer totals."""
    totals = project_book(book_id, (target,), now, ledger=ledger, leaderboard=leaderboard)
    while ledger.load_version(book_id) != totals.version:
        totals = project_book(book_id, (target,), now, ledger=ledger, leaderboard=leaderboard)


def project_batch(
    target: str, batch: Sequence[BookTotals], *, now: datetime, ledger: Ledger, leaderboard: Leaderboard
) -> None:
    """Project at most a hundred books into a target that nobody reads yet."""
    leaderboard.save_batch(target, [to_placement(totals, now.date()) for totals in batch], now)
    versions = ledger.load_versions(totals.book_id for totals in batch)
    for totals in batch:
        if versions.get(totals.book_id, 0) != totals.version:
            project_until_current(totals.book_id, target, now, ledger=ledger, leaderboard=leaderboard)


def create_windows(targets: tuple[str, ...], now: datetime, *, leaderboard: Leaderboard) -> int:
    """Create what is missing of yesterday's, today's and tomorrow's windows; return how many that were."""
    scopes = [(target, scope) for target in targets for scope in leaderboard.load_scopes(target)]
    return sum(leaderboard.create_windows(target, scope, now.date(), now) for target, scope in scopes)


def save_snapshots(target: str, now: datetime, *, leaderboard: Leaderboard, snapshots: Snapshots) -> int:
    """Save the current lists; return how many had changed."""
    changed = 0
    for scope in leaderboard.load_scopes(target):
        for by in CRITERIA:
            lists = {window: leaderboard.load_top(target, scope, by, window, now.date()) for window in WINDOWS}
            changed += snapshots.save(scope, by, lists)
    return changed
