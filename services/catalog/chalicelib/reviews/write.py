"""The use cases of reviews: write, delete and import them, and record who may write them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import BookRated, CustomerDeleted
from bookstore.events.books import Rating
from bookstore.events.orders import OrderState
from bookstore.field_types import require_past
from chalicelib.field_types import ImportResponse
from chalicelib.ports import Purchases, Reviews
from chalicelib.reviews.rating import replace_stars
from chalicelib.reviews.review import (
    DELETED,
    ImportedReview,
    OwnReviewResponse,
    PurchaseRequired,
    Review,
    ReviewRequest,
    next_review,
)


def write_review(
    book_id: str, customer: str, request: ReviewRequest, *, reviews: Reviews, purchases: Purchases
) -> Review:
    """Write or edit the customer's only review of a book; PurchaseRequired when they did not buy it."""
    if not purchases.has_purchased(customer, book_id):
        raise PurchaseRequired("Only readers who bought this book here can review it.")
    return retry_on_conflict(lambda: _save_review(book_id, customer, request, reviews))


def load_own_review(book_id: str, customer: str, *, reviews: Reviews, purchases: Purchases) -> OwnReviewResponse:
    """Load the customer's review of the book, and whether they may write it."""
    review = reviews.get_many(customer, [book_id]).get(book_id)
    return OwnReviewResponse(book_id=book_id, may_write=purchases.has_purchased(customer, book_id), review=review)


def load_own_reviews(
    customer: str, purchases: Iterable[tuple[str, int]], *, reviews: Reviews
) -> list[OwnReviewResponse]:
    """Load one response for each book the customer reviewed or may review.

    `purchases` are pairs of a book's id and the number of copies not returned, one for each of its orders.
    """
    copies: Counter[str] = Counter()
    for book_id, quantity in purchases:
        copies[book_id] += quantity
    own = reviews.get_many(customer, list(copies))
    return [
        OwnReviewResponse(book_id=book_id, may_write=quantity > 0, review=own.get(book_id))
        for book_id, quantity in copies.items()
        if quantity or book_id in own
    ]


def delete_review(book_id: str, customer: str, *, reviews: Reviews) -> None:
    """Delete the customer's review; without one, do nothing."""
    if reviews.get(book_id, customer).stars:
        retry_on_conflict(lambda: _save_review(book_id, customer, DELETED, reviews))


def import_reviews(imports: Sequence[ImportedReview], *, reviews: Reviews) -> ImportResponse:
    """Import reviews of another shop with their own times; a customer's existing review stays as it is.

    The other shop has checked who may write them: no purchase here is required.
    """
    for index, imported in enumerate(imports):
        require_past(f"reviews[{index}].written_at", imported.written_at, clock.now())
    added = [retry_on_conflict(partial(_import_review, imported, reviews)) for imported in imports]
    return ImportResponse(sum(added), len(added) - sum(added))


def _import_review(imported: ImportedReview, reviews: Reviews) -> bool:
    if reviews.get(imported.book_id, imported.customer).version > 0:
        return False
    request = ReviewRequest(
        stars=imported.stars, display_name=imported.display_name, text=imported.text, spoiler=imported.spoiler
    )
    _save_review(imported.book_id, imported.customer, request, reviews, at=imported.written_at)
    return True


def on_order_event(order: OrderState, *, purchases: Purchases) -> None:
    """Record which books the customer bought and has not returned."""
    purchases.save_order(order)


def on_customer_deleted(event: CustomerDeleted, *, reviews: Reviews, purchases: Purchases) -> None:
    """Delete the customer's reviews and purchases."""
    for book_id in set(purchases.book_ids(event.customer)):
        delete_review(book_id, event.customer, reviews=reviews)
    purchases.delete_customer(event.customer)


def _save_review(
    book_id: str, customer: str, request: ReviewRequest, reviews: Reviews, at: datetime | None = None
) -> Review:
    before, summary = reviews.get(book_id, customer), reviews.get_summary(book_id)
    review = next_review(before, request, at or clock.now())
    after = replace_stars(summary, before.stars, review.stars)
    latest = Rating(customer=customer, stars=review.stars, version=review.version, rated_at=review.written_at)
    event = BookRated(version=after.version, book_id=book_id, stars=after.stars, latest=latest)
    reviews.save(customer, review, event=event)
    return review
