"""Books in search's table, merged from the events of three sources.

A book is two items: BOOK, which may be some kilobytes, and the small BOUGHT, which every sale of it changes. Each
counts its own changes, and the book's version is the sum: it rises with every change of either.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from msgspec import convert, to_builtins

from bookstore import correlation
from bookstore.chunks import to_chunks
from bookstore.dynamodb import unreadable
from bookstore.dynamodb.conditions import Attr
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

PK_PREFIX, BOOK, BOUGHT, STOCK_PREFIX = "BOOK#", "BOOK", "BOUGHT", "stock_"
BATCH_SIZE = 50  # of two items each
IS_BOOK_ITEM = Attr("pk").begins_with(PK_PREFIX) & Attr("sk").is_in([BOOK, BOUGHT])  # not an order's item, not a trace

Found = TypeVar("Found", StoredBook, StoredBook | None)


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
                (PK_PREFIX + book_id, BOUGHT),
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
        rows = self._table.scan_from(position, IS_BOOK_ITEM)
        for _, of_book in groupby(rows, key=lambda row: str(row[1]["pk"])):
            *_, (reached, _) = book_rows = list(of_book)
            if book := _report_if_unreadable(_join(item for _, item in book_rows)):
                yield reached, book

    def get_many(self, book_ids: Iterable[str]) -> Iterator[StoredBook]:
        """Return these books as they are now; leave out unknown ones, and report those that cannot be read."""
        return (_report_if_unreadable(book) for book in self.load_states(book_ids))

    def load_states(self, book_ids: Iterable[str]) -> Iterator[StoredBook]:
        """Return the same without a report, for whoever reports more of it."""
        for batch in to_chunks(book_ids, BATCH_SIZE):
            items: dict[str, list[Item]] = {}
            for item in self._table.get_many([(PK_PREFIX + book_id, sk) for book_id in batch for sk in (BOOK, BOUGHT)]):
                items.setdefault(item["pk"], []).append(item)
            yield from (book for of_book in items.values() if (book := _join(of_book)))

    def _merge(self, book_id: str, name: str, version: int, data: Item) -> None:
        apply_section(self._table, section_update(PK_PREFIX + book_id, BOOK, name, version, data))


def book_id_of(item: Item) -> str | None:
    """Return the id of the book that this is an item of; None for an order's item or a trace."""
    is_of_book = item["sk"] in {BOOK, BOUGHT} and item["pk"].startswith(PK_PREFIX)
    return str(item["pk"].removeprefix(PK_PREFIX)) if is_of_book else None


def to_book(item: Item, bought: Item | None = None) -> StoredBook | None:
    """Return the book in its items; None until the catalog's first event."""
    if "catalog" not in item:
        return None
    try:
        return _to_readable_book(item, bought or {})
    except Exception as error:  # converting raises many kinds of errors, and all of them are about this item
        return _to_unreadable_book(item, bought or {}, error)


def _join(items: Iterable[Item]) -> StoredBook | None:
    by_key = {item["sk"]: item for item in items}
    return to_book(by_key.get(BOOK, {}), by_key.get(BOUGHT))


def _report_if_unreadable(book: Found) -> Found:
    if isinstance(book, UnreadableBook):
        unreadable.report_unreadable({"pk": PK_PREFIX + book.book_id, "sk": BOOK}, book.error)
    return book


def _to_readable_book(item: Item, bought: Item) -> Book:
    stock = {name.removeprefix(STOCK_PREFIX): data for name, data in item.items() if _is_stock_section(name, data)}
    return Book(
        book_id=item["pk"].removeprefix(PK_PREFIX),
        version=convert(item["doc_version"], int) + convert(bought.get("doc_version", 0), int),
        catalog=convert(_compose_all(item["catalog"]), BookState),
        rating_totals=convert(item.get("rating", {}), RatingTotals),
        stock={isbn: convert(data["availability"], Availability) for isbn, data in stock.items()},
        # BOOK counts what was bought before BOUGHT was an item of its own
        bought=convert(item.get("bought", 0), int) + convert(bought.get("bought", 0), int),
        correlation_id=item.get("correlation_id", ""),
    )


def _to_unreadable_book(item: Item, bought: Item, error: Exception) -> UnreadableBook:
    versions, catalog = [each.get("doc_version") for each in (item, bought)], item["catalog"]
    return UnreadableBook(
        book_id=item["pk"].removeprefix(PK_PREFIX),
        version=sum(version for version in versions if isinstance(version, int)),
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
