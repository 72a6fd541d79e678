"""The routes of reviews: everyone reads them, customers who bought the book write them."""

from typing import Annotated

from bookstore.audit import AuditEntry
from bookstore.closed_accounts import AccountClosed
from bookstore.errors import BadRequest, Invalid
from bookstore.field_types import BookId, CustomerId
from bookstore.identity import Customer
from bookstore.staff import Staff
from bookstore.web import HistoryQuery, Page, RateLimit, to_audit_response, to_page
from chalicelib.blueprint import api
from chalicelib.field_types import PageQuery
from chalicelib.own_table import audit_trail
from chalicelib.permissions import MODERATE_REVIEWS, READ_REVIEWS
from chalicelib.reviews import moderate, own_list, write
from chalicelib.reviews.repository import purchase_repository, review_repository, review_subject
from chalicelib.reviews.review import (
    ModerationRequest,
    OwnReviewResponse,
    PurchaseRequired,
    ReviewNotFound,
    ReviewRequest,
    ReviewResponse,
    ReviewSort,
    StaffReviewResponse,
    to_response,
    to_staff_response,
)
from chalicelib.settings import settings


class ReviewsQuery(PageQuery, frozen=True):
    """Which page of a book's reviews, in which order."""

    sort: ReviewSort = "newest"


@api.get("/books/{book_id}/reviews", raises=(BadRequest,))
def list_reviews(book_id: BookId, query: ReviewsQuery) -> Page[ReviewResponse]:
    """List a page of a book's reviews, the newest first by default."""
    page = review_repository().list_page(book_id, sort=query.sort, limit=query.limit, cursor=query.cursor)
    return to_page(page, lambda item: to_response(review_repository().to_review(item)))


@api.get("/reviews/me", raises=(BadRequest,))
def list_own_reviews(query: PageQuery, customer: Customer) -> Page[OwnReviewResponse]:
    """List the books the customer bought or has a review of, with their reviews: those bought here by book id, then
    those of imported reviews. A page may have fewer than `limit`; a book of several orders may repeat."""
    responses, following = own_list.list_own_reviews(
        customer.id,
        limit=query.limit,
        cursor=query.cursor,
        reviews=review_repository(),
        purchases=purchase_repository(),
    )
    return Page(responses, following)


@api.get("/books/{book_id}/reviews/me")
def get_own_review(book_id: BookId, customer: Customer) -> OwnReviewResponse:
    """Get the customer's review of a book, and whether they may write it."""
    return write.load_own_review(book_id, customer.id, reviews=review_repository(), purchases=purchase_repository())


@api.put(
    "/books/{book_id}/reviews/me",
    raises=(AccountClosed, PurchaseRequired, Invalid),
    limits=(RateLimit("reviews"),),
)
def write_review(book_id: BookId, body: ReviewRequest, customer: Customer) -> ReviewResponse:
    """Write or edit the customer's only review of a book they bought. One that staff have hidden stays hidden."""
    review = write.write_review(
        book_id,
        customer.id,
        body,
        reviews=review_repository(),
        purchases=purchase_repository(),
        reserved_names=settings().reserved_name_list,
    )
    return to_response(review)


@api.delete("/books/{book_id}/reviews/me", status=204)
def delete_review(book_id: BookId, customer: Customer) -> None:
    """Delete the customer's review of a book."""
    write.delete_review(book_id, customer.id, reviews=review_repository())


@api.get("/admin/books/{book_id}/reviews", raises=(BadRequest,))
def list_all_reviews(
    book_id: BookId, query: PageQuery, staff: Annotated[Staff, READ_REVIEWS]
) -> Page[StaffReviewResponse]:
    """List a page of a book's reviews by customer, hidden ones included. A page may have fewer than `limit`."""
    reviews = review_repository()
    page = reviews.list_all_page(book_id, limit=query.limit, cursor=query.cursor)
    responses = to_page(page, lambda item: to_staff_response(reviews.to_review(item), reviews.to_customer(item)))
    return Page([review for review in responses.items if review.stars], responses.next)


@api.put("/admin/books/{book_id}/reviews/{customer}/moderation", raises=(ReviewNotFound, Invalid))
def moderate_review(
    book_id: BookId, customer: CustomerId, body: ModerationRequest, staff: Annotated[Staff, MODERATE_REVIEWS]
) -> StaffReviewResponse:
    """Hide a review from everybody but its customer, without its stars in the rating, or show it again."""
    review = moderate.moderate_review(book_id, customer, body, who=f"staff:{staff.id}", reviews=review_repository())
    return to_staff_response(review, customer)


@api.get("/admin/books/{book_id}/reviews/{customer}/history", raises=(BadRequest,))
def list_review_changes(
    book_id: BookId, customer: CustomerId, query: HistoryQuery, staff: Annotated[Staff, READ_REVIEWS]
) -> Page[AuditEntry]:
    """List the decisions of staff about a customer's review, the newest first."""
    subject = review_subject(book_id, customer)
    return to_audit_response(audit_trail().history("review", subject, limit=query.limit, cursor=query.cursor))
