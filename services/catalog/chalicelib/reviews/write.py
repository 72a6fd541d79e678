"""The use cases of those who write reviews: read, write and delete one's own, and import those of another shop."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from bookstore import clock
from bookstore.closed_accounts import AccountClosed
from bookstore.field_types import require_past
from chalicelib.ports import Purchases, Reviews
from chalicelib.reviews.reserved_names import check_name
from chalicelib.reviews.review import (
    DELETED,
    ImportedReview,
    OwnReviewResponse,
    PurchaseRequired,
    Review,
    ReviewImportResponse,
    ReviewRequest,
    next_review,
    to_response,
)
from chalicelib.reviews.save import change_review


class ReviewExists(Exception):
    """An import changes no review that is here already."""


def write_review(
    book_id: str,
    customer: str,
    request: ReviewRequest,
    *,
    reviews: Reviews,
    purchases: Purchases,
    reserved_names: Collection[str] = (),
) -> Review:
    """Write or edit the customer's only review of a book.

    Raises Invalid for a name of the shop or its staff, AccountClosed, and PurchaseRequired when they did not buy it.
    """
    check_name("display_name", request.display_name, reserved_names)
    return change_review(
        book_id,
        customer,
        lambda before: next_review(before, request, clock.now()),
        reviews=reviews,
        find_order=lambda: _find_order(book_id, customer, purchases),
    )


def _find_order(book_id: str, customer: str, purchases: Purchases) -> str:
    order_id = purchases.find_order(customer, book_id)
    if order_id is None:
        purchases.require_open(customer)
        raise PurchaseRequired("Only customers who bought this book here can review it.")
    return order_id


def load_own_review(book_id: str, customer: str, *, reviews: Reviews, purchases: Purchases) -> OwnReviewResponse:
    """Load the customer's review of the book, and whether they may write it."""
    review = reviews.get_many(customer, [book_id]).get(book_id)
    return _own_response(book_id, purchases.find_order(customer, book_id) is not None, review)


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
        _own_response(book_id, quantity > 0, own.get(book_id))
        for book_id, quantity in copies.items()
        if quantity or book_id in own
    ]


def _own_response(book_id: str, may_write: bool, review: Review | None) -> OwnReviewResponse:
    return OwnReviewResponse(book_id=book_id, may_write=may_write, review=to_response(review) if review else None)


def delete_review(book_id: str, customer: str, *, reviews: Reviews) -> None:
    """Delete the customer's review; without one, do nothing."""
    change_review(book_id, customer, _delete, reviews=reviews)


def _delete(before: Review) -> Review:
    return next_review(before, DELETED, clock.now()) if before.stars else before


def import_reviews(
    imports: Sequence[ImportedReview], *, reviews: Reviews, reserved_names: Collection[str] = ()
) -> ReviewImportResponse:
    """Import reviews of another shop with their own times; a customer's existing review stays as it is.

    The other shop has checked who may write them: no purchase here is required. A review of a customer who closed the
    account here is not saved. Raises Invalid for the whole batch.
    """
    for index, imported in enumerate(imports):
        require_past(f"reviews[{index}].written_at", imported.written_at, clock.now())
        check_name(f"reviews[{index}].display_name", imported.display_name, reserved_names)
    outcomes = Counter(_import_review(imported, reviews) for imported in imports)
    return ReviewImportResponse(outcomes["imported"], outcomes["known"], outcomes["closed"])


def _import_review(imported: ImportedReview, reviews: Reviews) -> Literal["imported", "known", "closed"]:
    request = ReviewRequest(
        stars=imported.stars, display_name=imported.display_name, text=imported.text, spoiler=imported.spoiler
    )

    def add(before: Review) -> Review:
        if before.version:
            raise ReviewExists
        return next_review(before, request, imported.written_at)

    try:
        reviews.require_open(imported.customer)
        change_review(imported.book_id, imported.customer, add, reviews=reviews)
    except ReviewExists:
        return "known"
    except AccountClosed:
        return "closed"
    return "imported"
