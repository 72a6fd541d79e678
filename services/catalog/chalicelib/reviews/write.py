"""Reviews by readers who bought the book, and the rating they add up to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import BookRated, CustomerDeleted
from bookstore.events.books import Rating
from bookstore.events.orders import OrderState
from chalicelib.books.book import Imported
from chalicelib.reviews.rating import RatingSummary, rated
from chalicelib.reviews.review import TAKEN_BACK, NotABuyer, OwnReview, PastReview, Review, ReviewWanted, next_review


class Reviews(Protocol):
    """Where reviews and rating summaries are kept."""

    def summary(self, book_id: str) -> RatingSummary: ...
    def get(self, book_id: str, customer: str) -> Review: ...
    def of(self, customer: str, book_ids: Sequence[str]) -> dict[str, Review]: ...
    def keep(self, customer: str, review: Review, *, announcing: BookRated) -> None: ...


class Buyers(Protocol):
    """Who bought what."""

    def has(self, customer: str, book_id: str) -> bool: ...
    def merge(self, order: OrderState) -> None: ...
    def books_of(self, customer: str) -> Iterable[str]: ...
    def forget(self, customer: str) -> None: ...


def write_review(book_id: str, customer: str, wanted: ReviewWanted, *, reviews: Reviews, buyers: Buyers) -> Review:
    """Write or edit one's only review of a book; NotABuyer for anyone who did not buy it."""
    if not buyers.has(customer, book_id):
        raise NotABuyer("Only readers who bought this book here can review it.")
    return retry_on_conflict(lambda: _rate(book_id, customer, wanted, reviews))


def own_review(book_id: str, customer: str, *, reviews: Reviews, buyers: Buyers) -> OwnReview:
    """What the reader wrote about the book, and whether they may."""
    review = reviews.of(customer, [book_id]).get(book_id)
    return OwnReview(book_id=book_id, may_write=buyers.has(customer, book_id), review=review)


def own_reviews(customer: str, bought: Iterable[tuple[str, int]], *, reviews: Reviews) -> list[OwnReview]:
    """Each of these books once, if the reader wrote about it or may; `bought`: copies kept, by book and order."""
    kept: Counter[str] = Counter()
    for book_id, copies in bought:
        kept[book_id] += copies
    written = reviews.of(customer, list(kept))
    return [
        OwnReview(book_id=book_id, may_write=copies > 0, review=written.get(book_id))
        for book_id, copies in kept.items()
        if copies or book_id in written
    ]


def take_back_review(book_id: str, customer: str, *, reviews: Reviews) -> None:
    """Remove one's review; there being none is no error."""
    if reviews.get(book_id, customer).stars:
        retry_on_conflict(lambda: _rate(book_id, customer, TAKEN_BACK, reviews))


def import_reviews(past: Sequence[PastReview], *, reviews: Reviews) -> Imported:
    """Keep reviews that were written elsewhere, with their own times; where a reader has one already it stays.

    They were checked where they come from: here nobody has to have bought anything.
    """
    fresh = [retry_on_conflict(partial(_bring_in, one, reviews)) for one in past]
    return Imported(sum(fresh), len(fresh) - sum(fresh))


def _bring_in(past: PastReview, reviews: Reviews) -> bool:
    known = reviews.get(past.book_id, past.customer).version > 0
    if not known:
        wanted = ReviewWanted(stars=past.stars, display_name=past.display_name, text=past.text, spoiler=past.spoiler)
        _rate(past.book_id, past.customer, wanted, reviews, at=past.written_at)
    return not known


def hear_order(order: OrderState, *, buyers: Buyers) -> None:
    """Remember who bought which book, and so may review it."""
    buyers.merge(order)


def forget_customer(event: CustomerDeleted, *, reviews: Reviews, buyers: Buyers) -> None:
    """Remove a customer's reviews and what is known of the customer's purchases."""
    for book_id in set(buyers.books_of(event.customer)):
        take_back_review(book_id, event.customer, reviews=reviews)
    buyers.forget(event.customer)


def _rate(book_id: str, customer: str, wanted: ReviewWanted, reviews: Reviews, at: datetime | None = None) -> Review:
    before, summary = reviews.get(book_id, customer), reviews.summary(book_id)
    review = next_review(before, wanted, at or clock.now())
    after = rated(summary, before.stars, review.stars)
    latest = Rating(customer=customer, stars=review.stars, version=review.version, rated_at=review.written_at)
    event = BookRated(version=after.version, book_id=book_id, stars=after.stars, latest=latest)
    reviews.keep(customer, review, announcing=event)
    return review
