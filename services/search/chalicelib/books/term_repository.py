"""The terms under which books are found without the index: a small item for each term of each book.

The projector writes them before it writes to the index, and nobody deletes them: who reads a term reads the book as
well, and sees whether it still has the term. A book that is withdrawn and restored, or an event that comes late, can
therefore leave no gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bookstore import clock
from bookstore.dynamodb.conditions import Condition, Key
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.events.books import BookState
from chalicelib.books.book import Book, StoredBook
from chalicelib.books.terms import TERMS_VERSION, Term, book_terms, book_words, has_all_words
from chalicelib.own_table import own_table

MAX_ITEMS_PER_TERM = 300
# Characters of a term in its key, of four bytes each at most: DynamoDB takes 1,024 and 2,048 bytes. What is found under
# the beginning of a longer term is compared with the whole of it.
MAX_WORD, MAX_VALUE = 200, 500
WORDS = "words"
BACKFILL_KEY = ("VIEW", "TERMS")
LEASE = timedelta(minutes=2)


class TermRepository:
    """One item per term and book, found by the term; an item of a word also holds the book's other words."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def save(self, books: Iterable[StoredBook]) -> None:
        """Let those of these books that can be read be found under their terms."""
        readable = (book for book in books if isinstance(book, Book))
        items = {(item["pk"], item["sk"]): item for book in readable for item in _to_items(book.catalog)}
        self._table.put_many(items.values())

    def find_book_ids(self, terms: Iterable[Term], words: Sequence[str]) -> Iterator[str]:
        """Return the ids of books under any of the terms that have all the words, whole words first; read at most
        MAX_ITEMS_PER_TERM items of each term."""
        for term in terms:
            for item in self._table.query(_key_condition(term), limit=MAX_ITEMS_PER_TERM).items:
                if has_all_words(item.get(WORDS, "").split(), words):
                    yield item["sk"].rpartition("#")[2]

    def claim_backfill(self, now: datetime) -> ScanPosition | None:
        """Return the position in the table behind which books may lack terms of this version, and hold the work's lease
        for two minutes; None when all books have their terms, or another run holds the lease."""
        item = self._table.get(*BACKFILL_KEY) or {"shape": 0}
        if item["shape"] != TERMS_VERSION:
            item = {"shape": TERMS_VERSION, "reached": []}
        if item.get("finished") or item.get("lease", "") > clock.text(now):
            return None
        self.save_checkpoint(tuple(item["reached"]), now)
        return tuple(item["reached"])

    def save_checkpoint(self, position: ScanPosition, now: datetime) -> None:
        """Save that all books up to this position have their terms, and renew the lease."""
        self._put_backfill(reached=list(position), lease=clock.text(now + LEASE))

    def finish_backfill(self) -> None:
        """Save that every book has its terms; the projector writes those of later changes."""
        self._put_backfill(finished=True)

    def _put_backfill(self, **attributes: Any) -> None:
        pk, sk = BACKFILL_KEY
        self._table.put({"pk": pk, "sk": sk, "shape": TERMS_VERSION, **attributes})


def _to_items(book: BookState) -> Iterator[Item]:
    words = " ".join(book_words(book))
    for term in book_terms(book):
        if term.kind == "word":
            yield {"pk": f"WORD#{term.text[0]}", "sk": f"{term.text[:MAX_WORD]}#{book.book_id}", WORDS: words}
        else:
            yield {"pk": _value_key(term), "sk": book.book_id}


def _key_condition(term: Term) -> Condition:
    if term.kind == "word":
        return Key("pk").eq(f"WORD#{term.text[0]}") & Key("sk").begins_with(term.text[:MAX_WORD])
    return Key("pk").eq(_value_key(term))


def _value_key(term: Term) -> str:
    return f"{term.kind.upper()}#{term.text[:MAX_VALUE]}"


@cache
def term_repository() -> TermRepository:
    """Return the terms in search's own table."""
    return TermRepository(own_table())
