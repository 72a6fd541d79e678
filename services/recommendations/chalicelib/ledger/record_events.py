"""Writing down what other services tell: orders, ratings, books, closed accounts."""

from typing import Protocol

from bookstore.events import BookRated, CustomerDeleted
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from chalicelib.ledger import entry as rules
from chalicelib.ledger.entry import Entry, Purchase


class Ledger(Protocol):
    """Where it is kept what counts."""

    def buy(self, purchase: Purchase) -> bool: ...
    def enter(self, entry: Entry) -> bool: ...


class Books(Protocol):
    """Where books are kept."""

    def merge(self, book: BookState) -> bool: ...


class Readers(Protocol):
    """Where it is kept who bought what."""

    def forget(self, customer: str) -> None: ...


def hear_order(order: OrderState, *, ledger: Ledger) -> None:
    """Count what the customer keeps of each book of the order."""
    for purchase in rules.purchases(order):
        ledger.buy(purchase)


def hear_rating(event: BookRated, *, ledger: Ledger) -> None:
    """Count the reader's stars on the day they were given, and no longer on an earlier one."""
    ledger.enter(rules.rating(event))


def hear_book(book: BookState, *, books: Books) -> None:
    """Remember how the book is shown."""
    books.merge(book)


def forget_customer(event: CustomerDeleted, *, readers: Readers) -> None:
    """Forget who bought the books; that they were bought still counts."""
    readers.forget(event.customer)
