"""The books' cards, and which book has an ISBN. A card is stored as one text: a response needs thirty of them, and
DynamoDB's client takes long over each name and number."""

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import convert
from msgspec.json import Decoder, encode

from bookstore.dynamodb.changes import Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.events.books import BookState, Edition
from chalicelib.books.card import BookChange, Card, CatalogBook, to_card
from chalicelib.caches import TtlCache
from chalicelib.own_table import own_table

DECODE = Decoder(Card).decode
CACHE_SECONDS = 5.0  # no longer than a browser may cache a list


class BookRepository:
    """The catalog's books as recommendations need them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._cache: TtlCache[str, CatalogBook] = TtlCache(CACHE_SECONDS)

    def save(self, book: BookState) -> bool:
        """Save the book's card and its editions' ISBNs; return False when this version or a later one is there."""
        section = to_section(to_card(book), withdrawn=book.withdrawn)
        change = section_update(f"BOOK#{book.book_id}", "BOOK", "catalog", book.version, section)
        for edition in book.editions:
            apply_section(self._table, _isbn_update(book, edition))
        return apply_section(self._table, change)

    def load(self, book_ids: Iterable[str]) -> dict[str, CatalogBook]:
        """Return those of at most a hundred books that the catalog has announced, in one read."""
        keys = [(f"BOOK#{book_id}", "BOOK") for book_id in book_ids]
        items = self._table.get_many(keys, only=["pk", "catalog", "orders"])
        with_card = read_rows((item for item in items if "catalog" in item), _to_book)
        return {item["pk"].removeprefix("BOOK#"): book for item, book in with_card}

    def load_cached(self, book_ids: Iterable[str]) -> dict[str, CatalogBook]:
        """Return the same as of at most five seconds ago: the lists' few books are requested all the time."""
        return self._cache.get_many(book_ids, self.load)

    def find_by_isbns(self, isbns: Iterable[str]) -> list[str]:
        """Return the books that have these editions, each once, in the order of the ISBNs; leave out unknown ISBNs."""
        requested = list(dict.fromkeys(isbns))
        items = self._table.get_many([(f"ISBN#{isbn}", "ISBN") for isbn in requested])
        book_ids = {item["pk"].removeprefix("ISBN#"): item["book_id"] for item in items}
        return list(dict.fromkeys(book_ids[isbn] for isbn in requested if isbn in book_ids))

    def scan_ids(self) -> Iterator[str]:
        """Yield the id of every book, also of those that were bought and not announced yet."""
        return (item["pk"].removeprefix("BOOK#") for _, item in self._table.scan_from(filter_by=Attr("sk").eq("BOOK")))


def _isbn_update(book: BookState, edition: Edition) -> Update:
    """Name the edition's book, unless a later event has named it, perhaps of a book that has its ISBN now."""
    version = book.edition_version(edition)
    is_newer = Attr("edition_version").not_exists() | Attr("edition_version").lt(version)
    sets = {"book_id": book.book_id, "edition_version": version}
    return Update(f"ISBN#{edition.isbn}", "ISBN", sets=sets, condition=is_newer)


def to_book_change(old: Item | None, new: Item | None) -> BookChange:
    """Read from the stream's images which book changed."""
    item = new or old or {}
    return BookChange(item["pk"].removeprefix("BOOK#"), ((old or {}).get("catalog") or {}).get("category"))


def to_section(card: Card, *, withdrawn: bool) -> Item:
    """Make the section of a book's item that the catalog's events fill."""
    return {"card": encode(card).decode(), "category": card.category, "withdrawn": withdrawn}


def _to_book(item: Item) -> CatalogBook:
    section = item["catalog"]
    card = DECODE(section["card"]) if "card" in section else convert(section, Card)  # which is how it was stored first
    return CatalogBook(card, section["withdrawn"], item.get("orders", 0))


@cache
def book_repository() -> BookRepository:
    """Return the books in the recommendations' own table."""
    return BookRepository(own_table())
