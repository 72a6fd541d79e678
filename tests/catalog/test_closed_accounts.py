"""A closed account stays closed in the catalog: no review, purchase or link comes back, whatever still arrives."""

import pytest

from bookstore.events import CustomerDeleted
from chalicelib.reviews.repository import purchase_repository, review_repository
from tests.catalog.client import add_book
from tests.catalog.orders import paid, refunded, shipped
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import sqs_event

CUSTOMER_ID = CUSTOMER["sub"]
DELETED = CustomerDeleted(version=1, customer=CUSTOMER_ID)
REVIEW = {"stars": 5, "display_name": "M. in Leeds", "text": "Twice in one week."}


def functions():
    from chalicelib import handlers

    return handlers


def consume(*events) -> None:
    assert functions().consume(sqs_event(*events), None) == {"batchItemFailures": []}


def put_review(app, claims=CUSTOMER):
    return send_request(app, "PUT", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, body=REVIEW, claims=claims)


def import_review(customer=CUSTOMER_ID, book_id="emma"):
    review = REVIEW | {"customer": customer, "book_id": book_id, "written_at": "2026-01-01T10:00:00Z"}
    return functions().import_reviews({"reviews": [review]}, None)


def republish() -> None:
    assert functions().republish({}, None)["next"] is None


def stored(table, customer=CUSTOMER_ID) -> list[str]:
    """The sort keys of everything that is stored under the customer."""
    return [item["sk"] for kind in ("BUYER", "CUSTOMER") for item in table.query_prefix(f"{kind}#{customer}")]


def public_reviews(app, book_id="emma"):
    return send_request(app, "GET", "/books/{book_id}/reviews", path={"book_id": book_id}).body["items"]


def test_shipping_the_order_of_a_closed_account_brings_no_purchase_back(app, table):
    consume(paid(CUSTOMER_ID), DELETED, shipped(paid(CUSTOMER_ID)))
    assert stored(table) == ["CLOSED"]
    own = send_request(app, "GET", "/reviews/me", claims=CUSTOMER)
    assert own.body["items"] == []


def test_a_token_that_outlives_its_account_writes_no_review(app, table):
    add_book(app)
    consume(DELETED, paid(CUSTOMER_ID))
    refused = put_review(app)
    assert refused.status == 403
    assert refused.code == "account_closed"
    assert stored(table) == ["CLOSED"]


def test_imported_reviews_go_with_the_account(app, table):
    """No purchase here names them."""
    add_book(app)
    import_review()
    import_review("somebody-else")
    consume(DELETED)
    assert [review["stars"] for review in public_reviews(app)] == [5]
    assert review_repository().get_summary("emma").stars == (0, 0, 0, 0, 1)
    assert review_repository().get("emma", CUSTOMER_ID).text == ""
    assert stored(table) == ["CLOSED"]


def test_a_review_imported_for_a_closed_account_is_counted_and_not_saved(app, table):
    add_book(app)
    import_review(book_id="emma")
    consume(DELETED)
    for book_id in ("emma", "persuasion"):
        assert import_review(book_id=book_id) == {"imported": 0, "known": 0, "closed": 1}
    assert public_reviews(app) == []
    assert stored(table) == ["CLOSED"]


def test_a_review_of_an_earlier_release_is_found_after_republishing(app, table):
    """It has no link to its customer; `republish` writes it."""
    add_book(app)
    import_review()
    table.delete(f"CUSTOMER#{CUSTOMER_ID}", "REVIEW#emma")
    republish()
    consume(DELETED)
    assert public_reviews(app) == []


def test_a_closure_of_an_earlier_release_is_made_whole_when_it_is_told_again(app, table):
    """It left no mark: the review was imported and the order shipped afterwards."""
    add_book(app)
    import_review()
    consume(shipped(paid(CUSTOMER_ID)))
    republish()
    consume(DELETED, DELETED)
    assert stored(table) == ["CLOSED"]
    assert public_reviews(app) == []


def test_many_purchases_and_reviews_are_erased_and_an_interruption_is_resumed(app, table, monkeypatch):
    add_book(app)
    for number in range(30):
        import_review(book_id=f"book-{number}")
        table.put({"pk": f"BUYER#{CUSTOMER_ID}", "sk": f"book-{number}#o-1", "book_id": "b", "copies": 1, "version": 1})
    with monkeypatch.context() as interrupted:
        interrupted.setattr(purchase_repository(), "erase", lambda customer: 1 / 0)
        functions().consume(sqs_event(DELETED), None)
    consume(DELETED)
    assert stored(table) == ["CLOSED"]
    assert all(public_reviews(app, f"book-{number}") == [] for number in range(30))


def test_in_whatever_order_it_happens_nothing_is_left(app, table, orders_of):
    add_book(app)
    steps = {
        "closed": lambda customer: consume(CustomerDeleted(version=1, customer=customer)),
        "paid": lambda customer: consume(paid(customer)),
        "shipped": lambda customer: consume(shipped(paid(customer))),
        "refunded": lambda customer: consume(refunded(shipped(paid(customer)))),
        "imported": import_review,
    }
    for number, names in enumerate(orders_of(steps)):
        customer = f"customer-{number}"
        for name in (*names, "closed", names[0]):  # it is told again, and what came first is delivered once more
            steps[name](customer)
        assert stored(table, customer) == ["CLOSED"], names
    republish()
    assert public_reviews(app) == []
    assert review_repository().get_summary("emma").count == 0


@pytest.mark.parametrize("first", ["closed", "imported"])
def test_republishing_leaves_nothing_of_a_closed_account(app, table, first):
    add_book(app)
    steps = {"closed": lambda: consume(DELETED), "imported": import_review}
    for name in sorted(steps, key=lambda step: step != first):
        steps[name]()
        republish()
    assert stored(table) == ["CLOSED"]
