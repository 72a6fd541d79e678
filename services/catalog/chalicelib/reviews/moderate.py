"""Hide and show reviews, for staff."""

from bookstore import clock, logs
from bookstore.closed_accounts import AccountClosed
from chalicelib.ports import Reviews
from chalicelib.reviews.review import ModerationRequest, Review, ReviewNotFound, moderate
from chalicelib.reviews.save import change_review


def moderate_review(book_id: str, customer: str, request: ModerationRequest, *, who: str, reviews: Reviews) -> Review:
    """Hide the customer's review from everybody else, without its stars in the rating, or show it again.

    Deciding the same again changes nothing. Raises ReviewNotFound.
    """

    def change(before: Review) -> Review:
        if not before.stars:
            raise ReviewNotFound("This customer has no review of this book.", book_id=book_id)
        return before if before.is_hidden == request.hidden else moderate(before, request, who=who, now=clock.now())

    try:
        review = change_review(book_id, customer, change, reviews=reviews)
    except AccountClosed as closed:
        raise ReviewNotFound("This customer has no review of this book.", book_id=book_id) from closed
    logs.info("review moderated", book_id=book_id, hidden=review.is_hidden, who=who)
    return review
