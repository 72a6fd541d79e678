"""What the events of orders mean for reviews: who may write one, whose is taken back, and whose are erased."""

from itertools import chain

from msgspec import structs

from bookstore import clock
from bookstore.events import CustomerDeleted
from bookstore.events.orders import OrderState
from chalicelib.ports import Purchases, Reviews
from chalicelib.reviews.purchase import to_purchases
from chalicelib.reviews.review import DELETED, Review, next_review
from chalicelib.reviews.save import change_review


def on_order_event(order: OrderState, *, purchases: Purchases, reviews: Reviews) -> None:
    """Record which books the customer bought and has not returned, and take back reviews that nothing upholds any more.

    The purchase is what allows a review. Who gets the money back before the book has left, has never had it: the review
    goes, and its stars with it. A refund after shipment changes nothing about the review.
    """
    purchases.save_order(order)
    for purchase in to_purchases(order):
        if order.paid_at and not purchase.upholds_review:
            _take_back_review(order, purchase.book_id, purchases, reviews)


def _take_back_review(order: OrderState, book_id: str, purchases: Purchases, reviews: Reviews) -> None:
    """Delete the review unless another order upholds it. One that is older than the order, such as an imported one, was
    allowed by something else and stays."""

    def take_back(before: Review) -> Review:
        if not before.stars or before.written_at < order.placed_at:
            return before
        return next_review(before, DELETED, clock.now())

    if not purchases.uphold_review(order.customer, book_id):
        change_review(book_id, order.customer, take_back, reviews=reviews)


def on_customer_deleted(event: CustomerDeleted, *, purchases: Purchases, reviews: Reviews) -> None:
    """Erase the customer's reviews and purchases, for good. A repeat continues where the time was not enough.

    The mark comes first, so that nothing is added meanwhile, and what names a review is deleted after the review.
    """
    customer = event.customer
    purchases.mark_closed(customer)
    for book_id in chain(reviews.book_ids(customer), purchases.book_ids(customer)):
        change_review(book_id, customer, _erase, reviews=reviews)
    purchases.erase(customer)


def _erase(before: Review) -> Review:
    if not before.stars and not before.moderation:
        return before
    return next_review(structs.replace(before, moderation=None), DELETED, clock.now())
