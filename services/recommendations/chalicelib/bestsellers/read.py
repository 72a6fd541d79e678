"""Read a list: from Redis, or from its last snapshot when Redis is unavailable or has lost the list."""

from datetime import datetime

from msgspec import Struct

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib.bestsellers.entries import Bestseller, RankedBook, TopList, scope_name
from chalicelib.bestsellers.ranking import Criterion, Window
from chalicelib.books.card import CatalogBook
from chalicelib.ports import Books, CachedReadModels, Snapshots, TopLists


class Bestsellers(Struct, frozen=True):
    """A list of at most twenty books; `updated_at` says when it was last known to be right. `degraded`: it is the last
    one that was stored, or empty because none ever was."""

    by: Criterion
    window: Window
    category: str | None
    updated_at: datetime
    items: list[Bestseller]
    degraded: bool = False


def read_bestsellers(
    by: Criterion,
    window: Window,
    category: str | None,
    now: datetime,
    *,
    read_models: CachedReadModels,
    lists: TopLists,
    snapshots: Snapshots,
    books: Books,
) -> Bestsellers:
    """Return the list with its books' cards; an empty one when neither Redis nor a snapshot has it."""
    top, is_degraded = read_top(by, window, category, now, read_models=read_models, lists=lists, snapshots=snapshots)
    cards = books.load_cached([ranked.book_id for ranked in top.items])
    items = [_to_bestseller(ranked, cards[ranked.book_id]) for ranked in top.items if ranked.book_id in cards]
    return Bestsellers(by, window, category, top.updated_at, items, is_degraded)


def read_top(
    by: Criterion,
    window: Window,
    category: str | None,
    now: datetime,
    *,
    read_models: CachedReadModels,
    lists: TopLists,
    snapshots: Snapshots,
) -> tuple[TopList, bool]:
    """Return the list without the books' cards, and whether it is not from Redis."""
    target = read_models.get_cached("bestsellers").serving
    try:
        return lists.load_top(target, scope_name(category), by, window, now.date()), False
    except Unavailable as error:
        logs.warning("bestsellers served from snapshot", reason=str(error.__cause__ or error))
        snapshot = snapshots.load(scope_name(category), by, window)
        return snapshot or _empty_category(by, window, category, snapshots) or TopList((), now), True


def _empty_category(by: Criterion, window: Window, category: str | None, snapshots: Snapshots) -> TopList | None:
    """Return the empty list of a category that has no snapshot; None when there are no snapshots at all."""
    all_books = snapshots.load(scope_name(None), by, window) if category else None
    return TopList((), all_books.updated_at) if all_books else None


def read_popular_ids(
    category: str | None, now: datetime, *, read_models: CachedReadModels, lists: TopLists, snapshots: Snapshots
) -> list[str]:
    """Return the month's bestsellers of a category, or none: what replaces better suggestions must cost no time.

    The snapshot comes first, as it is there while Redis is unavailable; only a new shop has none yet.
    """
    scope = scope_name(category)
    top = snapshots.load(scope, "purchased", "month")
    try:
        if top is None:
            target = read_models.get_cached("bestsellers").serving
            top = lists.load_top(target, scope, "purchased", "month", now.date())
    except Unavailable as error:
        logs.warning("no bestsellers to fill up suggestions", reason=str(error.__cause__ or error))
        return []
    return [ranked.book_id for ranked in top.items]


def _to_bestseller(ranked: RankedBook, book: CatalogBook) -> Bestseller:
    return Bestseller(ranked.rank, "new" if ranked.movement is None else ranked.movement, ranked.score, book.card)
