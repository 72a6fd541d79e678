"""What everyone may read and buyers may write: reviews."""

from bookstore.errors import BadRequest, Invalid
from bookstore.identity import Customer
from bookstore.web import Page, decode_cursor, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.books.book import BookId
from chalicelib.reviews import write as actions
from chalicelib.reviews.repository import buyers, reviews
from chalicelib.reviews.review import NotABuyer, OwnReview, Review, ReviewSort, ReviewWanted


class ReviewsQuery(PageQuery, frozen=True):
    """Which part of a book's reviews, in which order."""

    sort: ReviewSort = "newest"


@api.get("/books/{book_id}/reviews", raises=(BadRequest,))
def list_reviews(book_id: BookId, query: ReviewsQuery) -> Page[Review]:
    """A book's reviews, the newest first unless asked for otherwise."""
    start = decode_cursor(query.cursor, list=f"REVIEWS#{book_id}")
    found = reviews().listed(book_id, sort=query.sort, limit=query.limit, start=start)
    return to_page(found, reviews().read)


@api.get("/reviews/me", raises=(BadRequest,))
def list_own_reviews(query: PageQuery, customer: Customer) -> Page[OwnReview]:
    """The books one has bought and what one wrote about them, by book id; a book of several orders may come again."""
    start = decode_cursor(query.cursor, pk=f"BUYER#{customer.id}")
    found = to_page(buyers().bought(customer.id, limit=query.limit, start=start), buyers().read)
    return Page(actions.own_reviews(customer.id, found.items, reviews=reviews()), found.next)


@api.get("/books/{book_id}/reviews/me")
def get_own_review(book_id: BookId, customer: Customer) -> OwnReview:
    """One's review of a book, and whether one may write it."""
    return actions.own_review(book_id, customer.id, reviews=reviews(), buyers=buyers())


@api.put("/books/{book_id}/reviews/me", raises=(NotABuyer, Invalid))
def write_review(book_id: BookId, body: ReviewWanted, customer: Customer) -> Review:
    """Write or edit one's only review of a book one has bought."""
    return actions.write_review(book_id, customer.id, body, reviews=reviews(), buyers=buyers())


@api.delete("/books/{book_id}/reviews/me", status=204)
def take_back_review(book_id: BookId, customer: Customer) -> None:
    """Take one's review back."""
    actions.take_back_review(book_id, customer.id, reviews=reviews())
