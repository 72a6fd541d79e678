"""The recommendations service over a split: its table filled as events would fill it, its similar books computed by its
own code, its responses given by the code behind GET /recommendations.

Only the graph is faked: it returns `load_customers` from memory, as the Gremlin server does from edges.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.recs.bookcrossing import to_id
from bench.recs.protocol import Split
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.events.books import Author
from bookstore.read_models.targets import ReadModel
from chalicelib.also_bought.compute import compute_similar, load_all_baskets
from chalicelib.also_bought.read import Sources, suggest_for_customer
from chalicelib.also_bought.repository import SimilarityRepository
from chalicelib.books.card import Card
from chalicelib.books.repository import BookRepository, to_section
from chalicelib.ledger.customers import CustomerRepository

DAY = "2004-09-01"
NIGHTS = 2  # in the first there are no lists of other books yet that could discount a score


class InMemoryGraph:
    """The purchase graph, in memory."""

    def __init__(self, owned: dict[str, list[str]]) -> None:
        self._by_book: dict[str, list[str]] = {}
        for customer, books in owned.items():
            for book in books:
                self._by_book.setdefault(book, []).append(customer)

    def load_customers(self, target: str, book_ids: Sequence[str], limit: int) -> dict[str, list[str]]:
        """Return the same as GremlinGraph.load_customers."""
        return {book: self._by_book[book][:limit] for book in book_ids if book in self._by_book}

    def load_common_customers(self, target: str, seeds: Sequence[str], limit: int) -> dict[str, dict[str, int]]:
        """Return nothing: every book has its similar books."""
        return {}


class FirstTarget:
    """The state of read models that were never rebuilt."""

    def get_cached(self, name: Any) -> ReadModel:
        """Return a read model with its first target."""
        return ReadModel(name=name)


class Shop:
    """The service, filled."""

    def __init__(self, table: Table, split: Split, cards: dict[str, tuple[str, str]]) -> None:
        table.put_many(_items(split, cards))
        graph, books = InMemoryGraph(split.owned), BookRepository(table)
        self._customers, similarities = CustomerRepository(table), SimilarityRepository(table)
        for customer in split.held_out:
            self._customers.refresh_owned_ids(customer)
        baskets = load_all_baskets(split.books, "first", graph=graph)
        for _ in range(NIGHTS):
            compute_similar(split.books, "first", graph=baskets, books=books, similarities=similarities)
        self._sources = Sources(
            similarities=similarities,
            read_models=FirstTarget(),
            graph=graph,
            books=books,
            load_popular=lambda category: (),
        )

    def suggest(self, customer: str) -> list[str]:
        """Return what the customer would be shown, the best first."""
        suggestions = suggest_for_customer(customer, customers=self._customers, sources=self._sources)
        return [one.book.book_id for one in suggestions.items]


def _items(split: Split, cards: dict[str, tuple[str, str]]) -> Iterator[Item]:
    orders = Counter(book for owned in split.owned.values() for book in owned)
    for book in split.books:
        title, author = cards.get(book, (book, book))
        authors = (Author(to_id(author), author),)
        card = Card(book_id=book, title=title, authors=authors, category="Book", price=999, currency="GBP")
        catalog = to_section(card, withdrawn=False)
        yield {"pk": f"BOOK#{book}", "sk": "BOOK", "catalog": catalog, "orders": orders[book]}
    for customer in split.held_out:
        for book in split.owned[customer]:
            yield {"pk": f"CUSTOMER#{customer}", "sk": f"OWNS#{book}#o-{book}", "kept": 1, "day": DAY, "version": 1}
