"""Money back before the book has left takes the review back; afterwards it stays, in whatever order events arrive."""

from datetime import timedelta
from itertools import permutations

import pytest
from msgspec import structs

from bookstore import clock
from chalicelib.reviews.repository import purchase_repository, review_repository
from chalicelib.reviews.review import ReviewRequest
from chalicelib.reviews.write import write_review
from tests.catalog.client import add_book
from tests.catalog.orders import cancelled, delivered, line, paid, refunded, shipped
from tests.catalog.test_closed_accounts import consume, import_review, put_review
from tests.gateway import CUSTOMER, send_request

PAID = paid()
REFUNDED_BEFORE = refunded(PAID)
SHIPPED_WITHOUT = shipped(REFUNDED_BEFORE)
SHIPPED = shipped(PAID)
DELIVERED = delivered(SHIPPED)
REFUNDED_AFTER = refunded(DELIVERED)
CANCELLED = cancelled(PAID)


@pytest.fixture(autouse=True)
def _emma(app):
    add_book(app)


def write(customer="customer-1"):
    request = ReviewRequest(stars=4, display_name="M.")
    write_review("emma", customer, request, reviews=review_repository(), purchases=purchase_repository())


def stars(customer="customer-1") -> int:
    review = review_repository().get("emma", customer)
    assert review_repository().get_summary("emma").count == (1 if review.stars else 0)
    return review.stars


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ((REFUNDED_BEFORE,), 0),
        ((CANCELLED,), 0),
        ((REFUNDED_BEFORE, SHIPPED_WITHOUT), 0),
        ((SHIPPED,), 4),
        ((SHIPPED, DELIVERED, REFUNDED_AFTER), 4),
        ((SHIPPED, refunded(SHIPPED)), 4),
    ],
)
def test_a_review_goes_with_the_money_unless_the_book_has_left(after, expected):
    orders = list(permutations(after))
    for number, order in enumerate(orders):
        customer = f"customer-{number}"
        consume(paid(customer))
        write(customer)
        consume(*(structs.replace(event, customer=customer) for event in order))
        assert review_repository().get("emma", customer).stars == expected, order
    assert review_repository().get_summary("emma").count == (len(orders) if expected else 0)


def test_an_event_that_comes_twice_takes_nothing_more_back():
    consume(PAID)
    write()
    consume(REFUNDED_BEFORE, REFUNDED_BEFORE, PAID)
    assert stars() == 0
    assert review_repository().get("emma", "customer-1").version == 2


def test_a_failure_between_purchase_and_review_is_made_up_for_by_the_repeat():
    consume(PAID)
    write()
    purchase_repository().save_order(REFUNDED_BEFORE)
    assert stars() == 4
    consume(REFUNDED_BEFORE)
    assert stars() == 0


def test_a_second_order_upholds_the_review():
    consume(PAID, paid(order_id="o-2"))
    write()
    consume(REFUNDED_BEFORE)
    assert stars() == 4


def test_an_order_from_which_the_book_was_given_back_after_delivery_upholds_it_too():
    consume(PAID, SHIPPED, DELIVERED, REFUNDED_AFTER, paid(order_id="o-2"))
    write()
    consume(cancelled(paid(order_id="o-2")))
    assert stars() == 4


def test_a_review_that_is_older_than_the_order_stays():
    """An imported one: what allowed it was bought in another shop."""
    import_review("customer-1")
    later = paid(placed_at=clock.now() - timedelta(days=1))
    consume(later, cancelled(later))
    assert stars() == 5


def test_an_order_of_an_earlier_release_says_by_its_status_what_has_left():
    consume(paid(lines=(line(shipped=None),)))
    write()
    consume(structs.replace(REFUNDED_AFTER, lines=(line(remaining=0, shipped=None),)))
    assert stars() == 4


def test_a_review_cannot_be_saved_on_a_copy_that_is_given_back_meanwhile(app, monkeypatch):
    """The refund is recorded between the check of the purchase and the writing of the review."""
    customer = CUSTOMER["sub"]
    consume(paid(customer))
    read = review_repository().get_summary

    def refund_meanwhile(book_id):
        consume(refunded(paid(customer)))
        return read(book_id)

    monkeypatch.setattr(review_repository(), "get_summary", refund_meanwhile)
    refused = put_review(app)
    assert refused.code == "not_a_buyer"


def test_the_author_no_longer_sees_a_review_that_was_taken_back(app):
    customer = CUSTOMER["sub"]
    consume(paid(customer))
    assert put_review(app).status == 200
    consume(refunded(paid(customer)))
    own = send_request(app, "GET", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=CUSTOMER)
    assert own.body == {"book_id": "emma", "may_write": False, "review": None}
