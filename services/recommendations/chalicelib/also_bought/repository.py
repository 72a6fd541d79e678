"""The similar books of each book, in DynamoDB: one small item a book, many read at once.

One text for the head of the list and one for the rest, because a hundred lists have to be read within one request.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

import msgspec

from bookstore import clock
from bookstore.chunks import to_chunks
from bookstore.dynamodb.conditions import Attr, Key
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.jobs import Due
from chalicelib.also_bought.similarity import HEAD_LENGTH, SimilarBook, Similarities
from chalicelib.own_table import own_table

SIMILAR, QUEUE = "NEAR", "WAITING"
PAGE_SIZE = 100
DECODE = msgspec.json.Decoder(list[SimilarBook]).decode


class SimilarityRepository:
    """The similar books that were computed, and the queue of books for which they have to be."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self, book_ids: Iterable[str]) -> Similarities:
        """Return the lists of those of these books for which they were computed."""
        return _to_similarities(
            self._read(book_ids, "books", "more"),
            lambda item: [*DECODE(item["books"]), *DECODE(item.get("more", "[]"))],
        )

    def load_heads(self, book_ids: Iterable[str]) -> Similarities:
        """Return only the head of each list."""
        return _to_similarities(self._read(book_ids, "books"), lambda item: DECODE(item["books"]))

    def due_pages(self) -> Iterator[list[Due[str]]]:
        """Yield the queued books whose similar books have to be computed now, page after page."""
        due_now = Attr("due_at").not_exists() | Attr("due_at").lte(clock.text(clock.now()))
        queued = self._table.query_all(Key("pk").eq(QUEUE), filter_by=due_now)
        return to_chunks((Due(item["sk"], item["sk"], item.get("postponed", 0)) for item in queued), PAGE_SIZE)

    def enqueue(self, book_ids: Iterable[str]) -> None:
        """Queue books whose similar books have to be computed."""
        self._table.put_many({"pk": QUEUE, "sk": book_id} for book_id in dict.fromkeys(book_ids))

    def dequeue(self, book_ids: Iterable[str]) -> None:
        """Take books from the queue: before they are computed, so that a purchase meanwhile queues them once more."""
        self._table.delete_many([(QUEUE, book_id) for book_id in book_ids])

    def postpone(self, due: Due[str], until: datetime) -> None:
        """Queue the book again, for later."""
        item = {"pk": QUEUE, "sk": due.item, "due_at": clock.text(until), "postponed": due.postponed + 1}
        self._table.put_many([item])

    def save(self, similarities: Similarities, as_of: datetime) -> None:
        """Save at most a hundred lists, unless newer ones are there: `as_of` is when the graph was read."""
        items = [_to_item(book_id, similar, clock.text(as_of)) for book_id, similar in similarities.items()]
        current = {item["pk"]: item.get("as_of", "") for item in self._read(similarities, "as_of")}
        self._table.put_many(item for item in items if current.get(item["pk"], "") <= item["as_of"])

    def _read(self, book_ids: Iterable[str], *names: str) -> list[Item]:
        return self._table.get_many([(f"BOOK#{book_id}", SIMILAR) for book_id in book_ids], only=["pk", *names])


def _to_similarities(items: Iterable[Item], decode: Callable[[Item], list[SimilarBook]]) -> Similarities:
    return {_book_id(item): similar for item, similar in read_rows(items, decode)}


def _book_id(item: Item) -> str:
    return str(item["pk"]).removeprefix("BOOK#")


def _to_item(book_id: str, similar: Sequence[SimilarBook], as_of: str) -> Item:
    books, more = (msgspec.json.encode(some).decode() for some in (similar[:HEAD_LENGTH], similar[HEAD_LENGTH:]))
    return {"pk": f"BOOK#{book_id}", "sk": SIMILAR, "as_of": as_of, "books": books, "more": more}


@cache
def similarity_repository() -> SimilarityRepository:
    """Return the similar books in the recommendations' own table."""
    return SimilarityRepository(own_table())
