"""Save one change of a review: the next version, the book's rating with it, and the event of both."""

from collections.abc import Callable

from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import BookRated
from bookstore.events.books import Rating
from chalicelib.ports import Reviews
from chalicelib.reviews.rating import replace_stars
from chalicelib.reviews.review import Review

ChangeReview = Callable[[Review], Review]
FindOrder = Callable[[], str]


def change_review(
    book_id: str, customer: str, change: ChangeReview, *, reviews: Reviews, find_order: FindOrder | None = None
) -> Review:
    """Save what `change` makes of the customer's review, retried on conflict; the same review is not saved again.

    With `find_order`, which returns the order that allows it, it is saved only while the customer has a copy of that
    order. Raises AccountClosed for a review that would be stored once the account is closed.
    """

    def save() -> Review:
        order_id = find_order() if find_order else None
        before = reviews.get(book_id, customer)
        after = change(before)
        if after is not before:
            event = _book_rated(book_id, customer, before, after, reviews)
            reviews.save(customer, after, before=before, event=event, order_id=order_id)
        return after

    return retry_on_conflict(save)


def _book_rated(book_id: str, customer: str, before: Review, after: Review, reviews: Reviews) -> BookRated:
    summary = replace_stars(reviews.get_summary(book_id), before.counted_stars, after.counted_stars)
    latest = to_rating(customer, after)
    return BookRated(version=summary.version, book_id=book_id, stars=summary.stars, latest=latest)


def to_rating(customer: str, review: Review) -> Rating:
    """Return what of the review counts in the book's rating."""
    return Rating(customer=customer, stars=review.counted_stars, version=review.version, rated_at=review.written_at)
