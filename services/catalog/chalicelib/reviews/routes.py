"""The routes of reviews: everyone reads them, customers who bought the book write them."""

from bookstore.errors import BadRequest, Invalid
from bookstore.field_types import BookId
from bookstore.identity import Customer
from bookstore.web import Page, to_page
from chalicelib.blueprint import api
from chalicelib.field_types import PageQuery
from chalicelib.reviews import write
from chalicelib.reviews.repository import purchase_repository, review_repository
from chalicelib.reviews.review import OwnReviewResponse, PurchaseRequired, Review, ReviewRequest, ReviewSort


class ReviewsQuery(PageQuery, frozen=True):
    """Which page of a book's reviews, in which order."""

    sort: ReviewSort = "newest"


@api.get("/books/{book_id}/reviews", raises=(BadRequest,))
def list_reviews(book_id: BookId, query: ReviewsQuery) -> Page[Review]:
    """List a page of a book's reviews, the newest first by default."""
    page = review_repository().list_page(book_id, sort=query.sort, limit=query.limit, cursor=query.cursor)
    return to_page(page, review_repository().to_review)


@api.get("/reviews/me", raises=(BadRequest,))
def list_own_reviews(query: PageQuery, customer: Customer) -> Page[OwnReviewResponse]:
    """List the books the customer bought, with their reviews, by book id; a book of several orders may repeat."""
    purchases = purchase_repository()
    page = to_page(purchases.list_page(customer.id, limit=query.limit, cursor=query.cursor), purchases.to_purchase)
    return Page(write.load_own_reviews(customer.id, page.items, reviews=review_repository()), page.next)


@api.get("/books/{book_id}/reviews/me")
def get_own_review(book_id: BookId, customer: Customer) -> OwnReviewResponse:
    """Get the customer's review of a book, and whether they may write it."""
    return write.load_own_review(book_id, customer.id, reviews=review_repository(), purchases=purchase_repository())


@api.put("/books/{book_id}/reviews/me", raises=(PurchaseRequired, Invalid))
def write_review(book_id: BookId, body: ReviewRequest, customer: Customer) -> Review:
    """Write or edit the customer's only review of a book they bought."""
    return write.write_review(book_id, customer.id, body, reviews=review_repository(), purchases=purchase_repository())


@api.delete("/books/{book_id}/reviews/me", status=204)
def delete_review(book_id: BookId, customer: Customer) -> None:
    """Delete the customer's review of a book."""
    write.delete_review(book_id, customer.id, reviews=review_repository())
