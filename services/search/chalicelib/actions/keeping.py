"""Keeping the index whole: what OpenSearch has lost is written anew, without anybody having to ask for it.

Versions only rise and no document is ever deleted, so all versions of an index added up can only grow. An index that
is gone, or came back from a snapshot, shows less than it did a minute ago.
"""

from datetime import datetime
from typing import Protocol

from bookstore import logs
from chalicelib.actions import comparing, rebuilding


class Index(comparing.Index, rebuilding.Index, Protocol):
    """The indices, of which shape they are, and how much they show."""

    def is_outgrown(self, target: str) -> bool: ...
    def versions_added_up(self, target: str) -> int: ...


class Views(rebuilding.Views, Protocol):
    """Which targets there are, and how much the first of them showed."""

    def showed(self, target: str) -> int: ...
    def remember(self, target: str, versions: int) -> None: ...


class Books(comparing.Books, rebuilding.Books, Protocol):
    """Where books are kept."""


def keep(now: datetime, *, books: Books, index: Index, views: Views) -> None:
    """Make an index anew that the code has outgrown, and mend one that shows less than it did."""
    view = views.get()
    if view is None or view.is_busy(now):
        return
    if index.is_outgrown(view.targets[0]):
        rebuilt = rebuilding.rebuild(books=books, index=index, views=views)
        logs.warning("the index was of an older shape and was made anew", target=rebuilt.target, books=rebuilt.books)
    else:
        _keep_whole(view.targets[0], books=books, index=index, views=views)


def _keep_whole(target: str, *, books: Books, index: Index, views: Views) -> None:
    before = views.showed(target)
    if index.answering() is None or not 0 < index.versions_added_up(target) >= before:
        found = comparing.compare(repair=True, books=books, index=index, views=views)
        logs.warning("the index was not whole any more and was mended", differing=sum(one.differing for one in found))
    if (now := index.versions_added_up(target)) != before:
        views.remember(target, now)
