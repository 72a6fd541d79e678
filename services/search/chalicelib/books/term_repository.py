"""The terms under which books are found without the index: a small item for each term of each book.

They are written before the index is, by the same projector, and never taken away: who reads them reads the book as
well, and sees whether it still has the term. A book that is withdrawn and comes back, or an event that comes late, can
therefore leave no gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import ConditionBase, Key

from bookstore import clock
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.events.books import BookState
from chalicelib.books.book import Book
from chalicelib.books.terms import SHAPE, Term, has_words, own_words, terms
from chalicelib.own_table import own_table

MOST_READ = 300  # items of one term
WORDS = "words"
KEPT = ("VIEW", "TERMS")
LEASE = timedelta(minutes=2)


class Terms:
    """One item per term and book, found by the term; those of words also say which other words the book has."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, books: Iterable[Book]) -> None:
        """Let these books be found under their terms."""
        items = {(item["pk"], item["sk"]): item for book in books for item in _items(book.catalog)}
        self._table.put_many(items.values())

    def unfinished(self, now: datetime) -> ScanPosition | None:
        """Return the place in the table behind which books may lack terms as this code finds them, and take the work on
        for LEASE; None when all have them, or somebody else is at it."""
        item = self._table.get(*KEPT) or {"shape": 0}
        if item["shape"] != SHAPE:
            item = {"shape": SHAPE, "reached": []}
        if item.get("finished") or item.get("lease", "") > clock.text(now):
            return None
        self.reach(tuple(item["reached"]), now)
        return tuple(item["reached"])

    def reach(self, place: ScanPosition, now: datetime) -> None:
        """Note that all books up to this place have their terms, and that somebody is still at work."""
        self._remember(reached=list(place), lease=clock.text(now + LEASE))

    def finish(self) -> None:
        """Note that every book has its terms; the projector sees to those that come."""
        self._remember(finished=True)

    def _remember(self, **what: Any) -> None:
        self._table.put({"pk": KEPT[0], "sk": KEPT[1], "shape": SHAPE, **what})

    def books_under(self, wanted: Iterable[Term], words: Sequence[str]) -> Iterator[str]:
        """Return the ids of books under any of the terms that have all the words, whole words first; of each term at
        most MOST_READ are looked at."""
        for term in wanted:
            for item in self._table.query(_where(term), limit=MOST_READ).items:
                if has_words(item.get(WORDS, "").split(), words):
                    yield item["sk"].rpartition("#")[2]


def _items(book: BookState) -> Iterator[Item]:
    words = " ".join(own_words(book))
    for term in terms(book):
        if term.kind == "word":
            yield {"pk": f"WORD#{term.text[0]}", "sk": f"{term.text}#{book.book_id}", WORDS: words}
        else:
            yield {"pk": f"{term.kind.upper()}#{term.text}", "sk": book.book_id}


def _where(term: Term) -> ConditionBase:
    if term.kind == "word":
        return Key("pk").eq(f"WORD#{term.text[0]}") & Key("sk").begins_with(term.text)
    return Key("pk").eq(f"{term.kind.upper()}#{term.text}")


@cache
def kept_terms() -> Terms:
    """The terms in search's own table."""
    return Terms(own_table())
