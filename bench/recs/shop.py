"""The recommendations service over a split: its table filled as events would fill it, its neighbours worked out by its
own code, its answers given by the code behind GET /recommendations.

Only the graph is stood in for: it answers `readers` from memory, as the Gremlin server does from edges.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.recs.protocol import Split
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.events.books import Author
from bookstore.read_models.targets import ReadModel
from chalicelib.also_bought import compute, read
from chalicelib.also_bought.repository import Neighbours
from chalicelib.books.card import Card
from chalicelib.books.repository import Books, as_kept
from chalicelib.ledger.customers import Readers

DAY = "2004-09-01"
NIGHTS = 2  # in the first there are no lists of other books yet to be heard


class Purchases:
    """The purchase graph, in memory."""

    def __init__(self, history: dict[str, list[str]]) -> None:
        self._by_book: dict[str, list[str]] = {}
        for reader, had in history.items():
            for book in had:
                self._by_book.setdefault(book, []).append(reader)

    def readers(self, target: str, book_ids: Sequence[str], buyers: int) -> dict[str, list[str]]:
        """As Graph.readers."""
        return {book: self._by_book[book][:buyers] for book in book_ids if book in self._by_book}

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> dict[str, dict[str, int]]:
        """Nobody asks: every book has its neighbours."""
        return {}


class OneView:
    """The view that is served."""

    def get_cached(self, name: Any) -> ReadModel:
        """The first target."""
        return ReadModel(name=name)


class Shop:
    """The service, filled."""

    def __init__(self, table: Table, split: Split, cards: dict[str, tuple[str, str]]) -> None:
        table.put_many(_items(split, cards))
        graph, books = Purchases(split.history), Books(table)
        self._readers, near = Readers(table), Neighbours(table)
        for reader in split.held_out:
            self._readers.shelve(reader)
        baskets = compute.read_all(split.books, "first", graph=graph)
        for _ in range(NIGHTS):
            compute.settle(split.books, "first", graph=baskets, books=books, neighbours=near)
        self._sources = read.Sources(
            neighbours=near, views=OneView(), graph=graph, books=books, popular=lambda category: ()
        )

    def recommended(self, reader: str) -> list[str]:
        """What the reader would be shown, the best first."""
        found = read.recommended(reader, readers=self._readers, sources=self._sources)
        return [one.book.book_id for one in found.items]


def _items(split: Split, cards: dict[str, tuple[str, str]]) -> Iterator[Item]:
    orders = Counter(book for had in split.history.values() for book in had)
    for book in split.books:
        title, author = cards.get(book, (book, book))
        by = (Author(author.lower(), author),)
        card = Card(book_id=book, title=title, authors=by, category="Book", price=999, currency="GBP")
        catalog = as_kept(card, withdrawn=False)
        yield {"pk": f"BOOK#{book}", "sk": "BOOK", "catalog": catalog, "orders": orders[book]}
    for reader in split.held_out:
        for book in split.history[reader]:
            yield {"pk": f"CUSTOMER#{reader}", "sk": f"OWNS#{book}#o-{book}", "kept": 1, "day": DAY, "version": 1}
