"""Keeping the index whole: what OpenSearch has lost is written anew, without anybody having to ask for it.

Versions only rise and no document is ever deleted, so all versions of an index added up can only grow. An index that
is gone, or came back from a snapshot, shows less than it did a minute ago.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Protocol

from bookstore import clock, logs
from bookstore.dynamodb.table import ScanPosition
from chalicelib.books.book import Book
from chalicelib.index import drift, rebuild

AT_ONCE = 100


class Index(drift.Index, rebuild.Index, Protocol):
    """The indices, of which shape they are, and how much they show."""

    def is_outgrown(self, target: str) -> bool: ...
    def versions_added_up(self, target: str) -> int: ...


class Views(rebuild.Views, Protocol):
    """Which targets there are, and how much the first of them showed."""

    def showed(self, target: str) -> int: ...
    def remember(self, target: str, versions: int) -> None: ...


class Books(drift.Books, rebuild.Books, Protocol):
    """Where books are kept."""


class Terms(Protocol):
    """Under which terms books are found without the index, and which books have been given theirs."""

    def keep(self, books: Iterable[Book]) -> None: ...
    def unfinished(self, now: datetime) -> ScanPosition | None: ...
    def reach(self, place: ScanPosition, now: datetime) -> None: ...
    def finish(self) -> None: ...


class Rows(Protocol):
    """Where books are kept, from a place in the table on."""

    def each_from(self, place: ScanPosition) -> Iterator[tuple[ScanPosition, Book]]: ...


def keep_terms(*, books: Rows, terms: Terms) -> None:
    """Give every book its terms, once after the code that finds them has changed; goes on where the last run ended."""
    place = terms.unfinished(clock.now())
    if place is None:
        return
    rows = books.each_from(place)
    while some := list(islice(rows, AT_ONCE)):
        terms.keep(book for _, book in some)
        terms.reach(some[-1][0], clock.now())
    terms.finish()
    logs.info("every book was given its terms")


def keep(now: datetime, *, books: Books, index: Index, views: Views) -> None:
    """Make an index anew that the code has outgrown, and mend one that shows less than it did."""
    view = views.get()
    if view is None or view.is_busy(now):
        return
    if index.is_outgrown(view.targets[0]):
        rebuilt = rebuild.rebuild_index(books=books, index=index, views=views)
        logs.warning("the index was of an older shape and was made anew", target=rebuilt.target, books=rebuilt.books)
    else:
        _keep_whole(view.targets[0], books=books, index=index, views=views)


def _keep_whole(target: str, *, books: Books, index: Index, views: Views) -> None:
    before = views.showed(target)
    if index.answering() is None or not 0 < index.versions_added_up(target) >= before:
        found = drift.compare(repair=True, books=books, index=index, views=views)
        logs.warning("the index was not whole any more and was mended", differing=sum(one.differing for one in found))
    if (now := index.versions_added_up(target)) != before:
        views.remember(target, now)
