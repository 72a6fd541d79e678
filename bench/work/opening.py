"""Open the shop whose work is measured: its books and their copies."""

from collections.abc import Sequence
from typing import Any

from msgspec import to_builtins

from bench.work.revision import Shop
from local.sample_data.books import Book
from local.sample_data.importer import book_record, opening_deliveries

MANY_COPIES = 10_000


def open_shop(shop: Shop, books: Sequence[Book]) -> None:
    """Import the books with their stock, and let everything flow."""
    records = [to_builtins(book_record(book)) for book in books]
    if not shop.has_route("catalog", "PUT", "/editions/{isbn}/file"):
        records = [{name: value for name, value in record.items() if name != "files"} for record in records]
    for start in range(0, len(records), 10):
        shop.invoke("catalog", "import_books", {"books": records[start : start + 10]}, "import_books (10)")
    deliveries = [{**each, "copies": MANY_COPIES} for each in opening_deliveries(books)]
    for start in range(0, len(deliveries), 50):
        shop.invoke("orders", "import_stock", {"deliveries": deliveries[start : start + 50]}, "import_stock (50)")
    shop.deliver()


def printed_editions(books: Sequence[Book]) -> list[dict[str, Any]]:
    """Return one printed edition of each book, with the book's id."""
    found = []
    for book in books:
        printed = next((each for each in book.editions if each.format in {"paperback", "hardcover"}), None)
        if printed and book.stock.get(printed.isbn):
            found.append({**to_builtins(printed), "book_id": book.book_id})
    return found
