"""What everyone may read and buyers may write: reviews."""

from bookstore.errors import BadRequest, Invalid
from bookstore.identity import Customer
from bookstore.web import Page, page_of, start_of
from chalicelib.actions import reviews as actions
from chalicelib.api.routes import PageQuery, api
from chalicelib.model import BookId, NotABuyer, Review, ReviewWanted
from chalicelib.store.reviews import buyers, reviews


@api.get("/books/{book_id}/reviews", raises=(BadRequest,))
def list_reviews(book_id: BookId, query: PageQuery) -> Page[Review]:
    """A book's reviews, the newest first."""
    start = start_of(query.cursor, list=f"REVIEWS#{book_id}")
    return page_of(reviews().newest(book_id, limit=query.limit, start=start), reviews().read)


@api.put("/books/{book_id}/reviews/me", raises=(NotABuyer, Invalid))
def write_review(book_id: BookId, body: ReviewWanted, customer: Customer) -> Review:
    """Write or edit one's only review of a book one has bought."""
    return actions.write_review(book_id, customer.id, body, reviews=reviews(), buyers=buyers())


@api.delete("/books/{book_id}/reviews/me", status=204)
def take_back_review(book_id: BookId, customer: Customer) -> None:
    """Take one's review back."""
    actions.take_back_review(book_id, customer.id, reviews=reviews())
