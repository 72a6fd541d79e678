"""Repair the index without an operator: rewrite what OpenSearch has lost, and rebuild an index of an older mapping.

Versions only rise and no document is ever deleted, so the sum of all versions in an index can only grow. An index that
is gone, or was restored from a snapshot, has a smaller sum than a minute ago.
"""

from datetime import datetime

from bookstore import clock, logs
from bookstore.jobs import IsLate, never_late, report_unfinished
from bookstore.read_models.checkpoint import write_chunks
from chalicelib import ports
from chalicelib.index.drift import compare_indices
from chalicelib.index.rebuild import rebuild_index

CHUNK_SIZE = 100


def heal_index(now: datetime, *, books: ports.Books, indices: ports.Indices, targets: ports.Targets) -> None:
    """Rebuild an index with an outdated mapping, and repair one that has lost documents."""
    current = targets.get()
    if current is None or current.is_rebuilding(now):
        return
    if indices.is_outdated(current.targets[0]):
        result = rebuild_index(books=books, indices=indices, targets=targets)
        logs.warning("outdated index rebuilt", target=result.target, books=result.books)
    else:
        _repair_losses(current.targets[0], books=books, indices=indices, targets=targets)


def _repair_losses(target: str, *, books: ports.Books, indices: ports.Indices, targets: ports.Targets) -> None:
    before = targets.load_version_sum(target)
    if indices.read_alias() is None or not 0 < indices.version_sum(target) >= before:
        drifts = compare_indices(repair=True, books=books, indices=indices, targets=targets)
        logs.warning("incomplete index repaired", count=sum(drift.count for drift in drifts))
    if (after := indices.version_sum(target)) != before:
        targets.save_version_sum(target, after)


def backfill_terms(*, books: ports.Books, terms: ports.Terms, is_late: IsLate = never_late) -> None:
    """Write every book's terms, once after their version was raised; continue where the last run ended."""
    position = terms.claim_backfill(clock.now())
    if position is None:
        return
    written = 0
    for count, reached in write_chunks(books.scan_from, position, terms.save, CHUNK_SIZE):
        written += count
        terms.save_checkpoint(reached, clock.now())
        if is_late():
            report_unfinished("terms", written, 0)
            return
    terms.finish_backfill()
    logs.info("terms backfilled")
