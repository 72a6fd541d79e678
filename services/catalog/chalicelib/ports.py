"""What the catalog's use cases need from outside, as Protocols. The repositories implement them on DynamoDB."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bookstore.events import BookRated, Event, StockChanged
from bookstore.events.orders import OrderState
from chalicelib.books.book import Book
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.review import Review


class Books(Protocol):
    """Books by id. Every write saves the book and its event in one transaction."""

    def get(self, book_id: str) -> Book: ...
    def add(self, book: Book, *, event: Event) -> None: ...
    def update(self, book: Book, *, before: Book, event: Event) -> None: ...


class StockLevels(Protocol):
    """Availability of editions, as orders publishes it."""

    def save_stock(self, event: StockChanged) -> None: ...


class Reviews(Protocol):
    """Reviews by book and customer, and the rating summary of each book."""

    def get_summary(self, book_id: str) -> RatingSummary: ...
    def get(self, book_id: str, customer: str) -> Review: ...
    def get_many(self, customer: str, book_ids: Sequence[str]) -> dict[str, Review]: ...
    def save(self, customer: str, review: Review, *, event: BookRated) -> None: ...


class Purchases(Protocol):
    """Which customer bought which book and has not returned it."""

    def has_purchased(self, customer: str, book_id: str) -> bool: ...
    def save_order(self, order: OrderState) -> None: ...
    def book_ids(self, customer: str) -> Iterable[str]: ...
    def delete_customer(self, customer: str) -> None: ...
