"""Record what other services announce: orders, ratings, books and closed accounts."""

from bookstore.events import BookRated, CustomerDeleted
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from chalicelib.ledger.entry import to_purchases, to_rating_entry
from chalicelib.ports import Books, Customers, Ledger


def on_order_changed(order: OrderState, *, ledger: Ledger) -> None:
    """Count the copies of each book that the customer paid for and has not returned."""
    for purchase in to_purchases(order):
        ledger.save_purchase(purchase)


def on_book_rated(event: BookRated, *, ledger: Ledger) -> None:
    """Count the customer's stars on the day they were given, and no longer on an earlier one."""
    ledger.save_entry(to_rating_entry(event))


def on_book_changed(book: BookState, *, books: Books) -> None:
    """Save how the book is shown."""
    books.save(book)


def on_customer_deleted(event: CustomerDeleted, *, customers: Customers) -> None:
    """Forget who bought the books; that they were bought still counts."""
    customers.erase(event.customer)
