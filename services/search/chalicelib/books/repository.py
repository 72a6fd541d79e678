"""Books in search's table, merged from the events of three sources."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr
from msgspec import convert, to_builtins

from bookstore import correlation
from bookstore.dynamodb import unreadable
from bookstore.dynamodb.counters import apply_count
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.events import BookRated, StockChanged
from bookstore.events.books import BookState
from bookstore.events.orders import Availability, OrderState
from chalicelib.books.book import Book, RatingTotals, StoredBook, UnreadableBook
from chalicelib.books.words import compose
from chalicelib.own_table import own_table

PK_PREFIX, BOOK, STOCK_PREFIX = "BOOK#", "BOOK", "stock_"
BATCH_SIZE = 100
IS_BOOK_ITEM = Attr("pk").begins_with(PK_PREFIX) & Attr("sk").eq(BOOK)  # not an order's item, not a trace


class BookRepository:
    """The books, each an item that events are merged into by version."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def merge_book(self, event: BookState) -> None:
        """Save the catalog's description, unless the stored one is as new."""
        self._merge(event.book_id, "catalog", event.version, to_builtins(event))

    def merge_rating(self, event: BookRated) -> None:
        """Save the book's rating totals, unless the stored ones are as new."""
        self._merge(event.book_id, "rating", event.version, {"count": event.count, "total": event.total})

    def merge_stock(self, event: StockChanged) -> None:
        """Save one edition's availability: every ISBN is a section with a version of its own."""
        section = f"{STOCK_PREFIX}{event.isbn}"
        self._merge(event.book_id, section, event.version, {"availability": event.availability})

    def merge_order(self, order: OrderState) -> None:
        """Count the copies that the order's customer has kept, each order once."""
        for book_id in dict.fromkeys(line.book_id for line in order.lines):
            copies = sum(line.remaining for line in order.lines if line.book_id == book_id) if order.is_purchase else 0
            apply_count(
                self._table,
                (PK_PREFIX + book_id, f"BOUGHT#{order.order_id}"),
                (PK_PREFIX + book_id, BOOK),
                version=order.version,
                quantity=copies,
                total_sets={"correlation_id": correlation.current()},
                attribute="bought",
            )

    def scan(self) -> Iterator[StoredBook]:
        """Return every book that can be shown, for a rebuild or a comparison; report those that cannot be read."""
        return (book for _, book in self.scan_from(()))

    def scan_from(self, position: ScanPosition) -> Iterator[tuple[ScanPosition, StoredBook]]:
        """Return the books behind this position of the table, each with its own position."""
        for reached, item in self._table.scan_from(position, IS_BOOK_ITEM):
            if book := self._read(item):
                yield reached, book

    def get_many(self, book_ids: Iterable[str]) -> Iterator[StoredBook]:
        """Return these books as they are now; leave out unknown ones."""
        keys = [(PK_PREFIX + book_id, BOOK) for book_id in book_ids]
        batches = (keys[start : start + BATCH_SIZE] for start in range(0, len(keys), BATCH_SIZE))
        return (book for batch in batches for item in self._table.get_many(batch) if (book := self._read(item)))

    @staticmethod
    def _read(item: Item) -> StoredBook | None:
        book = to_book(item)
        if isinstance(book, UnreadableBook):
            unreadable.report_unreadable(item, book.error)
        return book

    def _merge(self, book_id: str, name: str, version: int, data: Item) -> None:
        apply_section(self._table, section_update(PK_PREFIX + book_id, BOOK, name, version, data))


def is_book_item(item: Item) -> bool:
    """Whether the item is a book, and not an order's item or a trace."""
    return bool(item["sk"] == BOOK and item["pk"].startswith(PK_PREFIX))


def to_book(item: Item) -> StoredBook | None:
    """Return the book in an item; None until the catalog's first event."""
    if "catalog" not in item:
        return None
    try:
        return _to_readable_book(item)
    except Exception as error:  # converting raises many kinds of errors, and all of them are about this item
        return _to_unreadable_book(item, error)


def _to_readable_book(item: Item) -> Book:
    stock = {name.removeprefix(STOCK_PREFIX): data for name, data in item.items() if _is_stock_section(name, data)}
    return Book(
        book_id=item["pk"].removeprefix(PK_PREFIX),
        version=convert(item["doc_version"], int),
        catalog=convert(_compose_all(item["catalog"]), BookState),
        rating_totals=convert(item.get("rating", {}), RatingTotals),
        stock={isbn: convert(data["availability"], Availability) for isbn, data in stock.items()},
        bought=convert(item.get("bought", 0), int),
        correlation_id=item.get("correlation_id", ""),
    )


def _to_unreadable_book(item: Item, error: Exception) -> UnreadableBook:
    version, catalog = item.get("doc_version"), item["catalog"]
    return UnreadableBook(
        book_id=item["pk"].removeprefix(PK_PREFIX),
        version=version if isinstance(version, int) else 0,
        withdrawn=isinstance(catalog, dict) and catalog.get("withdrawn") is True,
        error=error,
        correlation_id=item.get("correlation_id", ""),
    )


def _compose_all(value: Any) -> Any:
    """Return an item's value with every text of it composed, however its source had written the accents."""
    if isinstance(value, str):
        return compose(value)
    if isinstance(value, list):
        return [_compose_all(element) for element in value]
    return {name: _compose_all(each) for name, each in value.items()} if isinstance(value, dict) else value


def _is_stock_section(name: str, data: object) -> bool:
    return name.startswith(STOCK_PREFIX) and isinstance(data, dict)


@cache
def book_repository() -> BookRepository:
    """Return the books in search's own table."""
    return BookRepository(own_table())
