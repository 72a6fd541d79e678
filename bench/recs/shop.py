"""The recommendations service over a split: its table filled as events would fill it, its neighbours worked out by its
own code, its answers given by the code behind GET /recommendations.

Only the graph is stood in for: it answers `baskets` from memory, as the Gremlin server does from edges.
"""

from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from bench.recs.protocol import Split
from bookstore.items import Item
from bookstore.table import Table
from chalicelib.actions import companions, neighbours
from chalicelib.graph import BOOKS_PER_BUYER
from chalicelib.model.views import View
from chalicelib.store.books import Books
from chalicelib.store.neighbours import Neighbours
from chalicelib.store.readers import Readers

DAY = "2004-09-01"


class Baskets:
    """The purchase graph, in memory."""

    def __init__(self, history: dict[str, list[str]]) -> None:
        self._history = history
        self._readers: dict[str, list[str]] = {}
        for reader, had in history.items():
            for book in had:
                self._readers.setdefault(book, []).append(reader)

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]:
        """As Graph.baskets."""
        return [self._history[reader][:BOOKS_PER_BUYER] for reader in self._readers.get(book_id, [])[:buyers]]

    def together(self, target: str, seeds: Any, buyers: int) -> dict[str, dict[str, int]]:
        """Nobody asks: every book has its neighbours."""
        return {}


class OneView:
    """The view that is served."""

    def seen(self, name: Any) -> View:
        """The first target."""
        return View(name=name)


class Shop:
    """The service, filled."""

    def __init__(self, table: Table, split: Split, cards: dict[str, tuple[str, str]]) -> None:
        table.put_many(_items(split, cards))
        graph, books = Baskets(split.history), Books(table)
        self._readers, near = Readers(table), Neighbours(table)
        began = perf_counter()
        self.lists = neighbours.settle(split.books, "first", graph=graph, books=books, neighbours=near)
        self.seconds = perf_counter() - began
        self._sources = companions.Sources(
            neighbours=near, views=OneView(), graph=graph, books=books, popular=lambda category: ()
        )

    def recommended(self, reader: str) -> list[str]:
        """What the reader would be shown, the best first."""
        found = companions.recommended(reader, readers=self._readers, sources=self._sources)
        return [one.book.book_id for one in found.items]


def _items(split: Split, cards: dict[str, tuple[str, str]]) -> Iterator[Item]:
    orders = Counter(book for had in split.history.values() for book in had)
    for book in split.books:
        title, author = cards.get(book, (book, book))
        catalog = {"book_id": book, "title": title, "authors": [{"author_id": author.lower(), "name": author}]}
        catalog |= {"category": "Book", "price": 999, "currency": "GBP", "withdrawn": False}
        yield {"pk": f"BOOK#{book}", "sk": "BOOK", "catalog": catalog, "orders": orders[book]}
    for reader in split.held_out:
        for book in split.history[reader]:
            yield {"pk": f"CUSTOMER#{reader}", "sk": f"OWNS#{book}#o-{book}", "kept": 1, "day": DAY, "version": 1}
