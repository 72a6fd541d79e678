"""The books near each book, in the table: one small item a book, read many at once.

One text for the nearest and one for the others, because a hundred lists have to be read within a reader's patience.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

import msgspec
from boto3.dynamodb.conditions import Key

from bookstore import clock
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from chalicelib.also_bought.similarity import FIRST, Near, Neighbour
from chalicelib.own_table import own_table

NEAR, WAITING = "NEAR", "WAITING"
DECODE = msgspec.json.Decoder(list[Neighbour]).decode


class Neighbours:
    """What was worked out, and what waits to be."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def near(self, book_ids: Iterable[str]) -> Near:
        """The neighbours of those of these books for which they were worked out."""
        items = self._read(book_ids, "books", "more")
        return {_book(item): [*DECODE(item["books"]), *DECODE(item.get("more", "[]"))] for item in items}

    def foremost(self, book_ids: Iterable[str]) -> Near:
        """Only the first of each list."""
        return {_book(item): DECODE(item["books"]) for item in self._read(book_ids, "books")}

    def waiting(self, limit: int) -> list[str]:
        """Books whose neighbours have to be worked out anew, at most so many."""
        return [item["sk"] for item in self._table.query(Key("pk").eq(WAITING), limit=limit).items]

    def wait(self, book_ids: Iterable[str]) -> None:
        """Let these be worked out anew when there is time."""
        self._table.put_many({"pk": WAITING, "sk": book_id} for book_id in book_ids)

    def take(self, book_ids: Iterable[str]) -> None:
        """They wait no longer. Said before working them out, so that a purchase in between makes them wait again."""
        self._table.delete_many([(WAITING, book_id) for book_id in book_ids])

    def keep(self, lists: Near, as_of: datetime) -> None:
        """Remember these lists, at most a hundred, in place of earlier ones: `as_of` is when the graph was asked."""
        items = [_item(book_id, around, clock.text(as_of)) for book_id, around in lists.items()]
        present = {item["pk"]: item.get("as_of", "") for item in self._read(lists, "as_of")}
        self._table.put_many(item for item in items if present.get(item["pk"], "") <= item["as_of"])

    def _read(self, book_ids: Iterable[str], *names: str) -> list[Item]:
        return self._table.get_many([(f"BOOK#{book_id}", NEAR) for book_id in book_ids], only=["pk", *names])


def _book(item: Item) -> str:
    return str(item["pk"]).removeprefix("BOOK#")


def _item(book_id: str, around: Sequence[Neighbour], as_of: str) -> Item:
    books, more = (msgspec.json.encode(some).decode() for some in (around[:FIRST], around[FIRST:]))
    return {"pk": f"BOOK#{book_id}", "sk": NEAR, "as_of": as_of, "books": books, "more": more}


@cache
def neighbours() -> Neighbours:
    """The neighbours in the recommendations' own table."""
    return Neighbours(own_table())
