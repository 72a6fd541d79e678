"""Books in search's table, merged from what three sources tell."""

from collections.abc import Iterable, Iterator
from functools import cache

from boto3.dynamodb.conditions import Attr
from msgspec import convert, to_builtins

from bookstore import correlation
from bookstore.dynamodb.counters import apply_count
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.events import BookRated, StockChanged
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from chalicelib.books.book import Book, Liked
from chalicelib.own_table import own_table

PREFIX, BOOK, STOCK = "BOOK#", "BOOK", "stock_"
AT_ONCE = 100
ONLY_BOOKS = Attr("pk").begins_with(PREFIX) & Attr("sk").eq(BOOK)  # no order's row, no trace


class Books:
    """The books, as events leave them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def merge_book(self, event: BookState) -> None:
        """Remember what the catalog says of the book, if this is news."""
        self._merge(event.book_id, "catalog", event.version, to_builtins(event))

    def merge_rating(self, event: BookRated) -> None:
        """Remember the book's stars, if these are news."""
        self._merge(event.book_id, "rating", event.version, {"count": event.count, "total": event.total})

    def merge_stock(self, event: StockChanged) -> None:
        """Remember whether one edition can be had: every ISBN is a section of its own."""
        self._merge(event.book_id, f"{STOCK}{event.isbn}", event.version, {"availability": event.availability})

    def merge_order(self, order: OrderState) -> None:
        """Count the copies that the order's reader keeps, each order once."""
        for book_id in dict.fromkeys(line.book_id for line in order.lines):
            kept = sum(line.remaining for line in order.lines if line.book_id == book_id) if order.is_purchase else 0
            apply_count(
                self._table,
                (PREFIX + book_id, f"BOUGHT#{order.order_id}"),
                (PREFIX + book_id, BOOK),
                version=order.version,
                quantity=kept,
                total_sets={"correlation_id": correlation.current()},
                attribute="bought",
            )

    def each(self) -> Iterator[Book]:
        """Every book that may be shown: for a rebuild or a comparison."""
        return (book for _, item in self._table.scan_from(filter_by=ONLY_BOOKS) if (book := read(item)))

    def each_from(self, place: ScanPosition) -> Iterator[tuple[ScanPosition, Book]]:
        """The same, each with its place in the table, of all behind this one."""
        rows = self._table.scan_from(place, ONLY_BOOKS)
        return ((where, book) for where, item in rows if (book := read(item)))

    def some(self, book_ids: Iterable[str]) -> Iterator[Book]:
        """These books as they are now; unknown ones are left out."""
        keys = [(PREFIX + book_id, BOOK) for book_id in book_ids]
        chunks = (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
        return (book for chunk in chunks for item in self._table.get_many(chunk) if (book := read(item)))

    def _merge(self, book_id: str, name: str, version: int, data: Item) -> None:
        apply_section(self._table, section_update(PREFIX + book_id, BOOK, name, version, data))


def is_book(item: Item) -> bool:
    """Whether the item is a book, and no order's row or trace."""
    return bool(item["sk"] == BOOK and item["pk"].startswith(PREFIX))


def read(item: Item) -> Book | None:
    """The book in an item; None while the catalog has not told of it."""
    if "catalog" not in item:
        return None
    return Book(
        book_id=item["pk"].removeprefix(PREFIX),
        version=item["doc_version"],
        catalog=convert(item["catalog"], BookState),
        liked=convert(item.get("rating", {}), Liked),
        stock={name.removeprefix(STOCK): data["availability"] for name, data in item.items() if _is_stock(name, data)},
        bought=item.get("bought", 0),
        correlation_id=item.get("correlation_id", ""),
    )


def _is_stock(name: str, data: object) -> bool:
    return name.startswith(STOCK) and isinstance(data, dict)


@cache
def books() -> Books:
    """The books in search's own table."""
    return Books(own_table())
