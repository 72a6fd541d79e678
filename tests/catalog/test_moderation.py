"""Staff hide a review and show it again: meanwhile only its author and staff see it, and its stars do not count."""

import json

import pytest

from tests.catalog.client import add_book, get_book
from tests.catalog.orders import paid, shipped
from tests.catalog.test_closed_accounts import DELETED, consume, public_reviews, put_review, republish
from tests.gateway import CUSTOMER, STAFF, send_request

CUSTOMER_ID = CUSTOMER["sub"]
HIDE = {"hidden": True, "reason": "Names a neighbour."}
SHOW = {"hidden": False, "reason": "The neighbour agrees."}


@pytest.fixture(autouse=True)
def _reviewed(app):
    add_book(app)
    consume(shipped(paid(CUSTOMER_ID)))
    put_review(app)


def moderate(app, body, claims=STAFF, customer=CUSTOMER_ID):
    path = {"book_id": "emma", "customer": customer}
    resource = "/admin/books/{book_id}/reviews/{customer}/moderation"
    return send_request(app, "PUT", resource, path=path, body=body, claims=claims)


def list_all(app, claims=STAFF):
    return send_request(app, "GET", "/admin/books/{book_id}/reviews", path={"book_id": "emma"}, claims=claims)


def own_review(app):
    response = send_request(app, "GET", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=CUSTOMER)
    return response.body["review"]


def rating(app):
    return get_book(app).body["rating"]["stars"]


def ratings_published(table):
    events = [item for item in table.scan() if item["pk"].startswith("OUTBOX#") and item["name"] == "BookRated"]
    data = [json.loads(item["detail"])["data"] for item in sorted(events, key=lambda item: item["sk"])]
    return [(each["stars"][4], each["latest"]["stars"], each["latest"]["version"]) for each in data]


def test_a_hidden_review_is_in_no_list_and_no_rating(app):
    assert moderate(app, HIDE).status == 200
    assert public_reviews(app) == []
    for sort in ("highest", "lowest"):
        query = {"sort": sort}
        page = send_request(app, "GET", "/books/{book_id}/reviews", path={"book_id": "emma"}, query=query)
        assert page.body["items"] == []
    assert rating(app) == [0, 0, 0, 0, 0]


def test_its_author_sees_it_and_that_it_is_hidden_but_not_by_whom(app):
    moderate(app, HIDE)
    own = own_review(app)
    assert own["hidden"] is True
    assert own["text"] == "Twice in one week."
    assert "moderation" not in own


def test_staff_see_who_hid_it_when_and_why(app):
    moderate(app, HIDE)
    (review,) = list_all(app).body["items"]
    assert review["customer"] == CUSTOMER_ID
    assert review["hidden"] is True
    assert review["moderation"].pop("at").endswith("Z")
    assert review["moderation"] == {"hidden": True, "who": "staff:staff-1", "reason": "Names a neighbour."}


def test_a_review_that_is_shown_again_counts_again(app):
    moderate(app, HIDE)
    assert moderate(app, SHOW).body["moderation"]["reason"] == "The neighbour agrees."
    assert [review["hidden"] for review in public_reviews(app)] == [False]
    assert rating(app) == [0, 0, 0, 0, 1]


def test_each_decision_is_an_event_with_the_stars_that_count(app, table):
    moderate(app, HIDE)
    moderate(app, HIDE | {"reason": "Once more."})
    moderate(app, SHOW)
    assert ratings_published(table) == [(1, 5, 1), (0, 0, 2), (1, 5, 3)]


def test_republishing_a_hidden_review_counts_no_stars(app, table):
    moderate(app, HIDE)
    table.delete_many([(item["pk"], item["sk"]) for item in table.scan() if item["pk"].startswith("OUTBOX#")])
    republish()
    assert ratings_published(table) == [(0, 0, 2)]


def test_writing_it_again_does_not_show_it(app):
    moderate(app, HIDE)
    assert put_review(app).body["hidden"] is True
    send_request(app, "DELETE", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=CUSTOMER)
    put_review(app)
    assert own_review(app)["hidden"] is True
    assert public_reviews(app) == []
    assert rating(app) == [0, 0, 0, 0, 0]


def test_nothing_of_it_is_left_once_the_account_is_closed(app, table):
    moderate(app, HIDE)
    consume(DELETED)
    assert list_all(app).body["items"] == []
    left = ("OUTBOX#", "AUDIT#")  # what is published, and what staff did, in their own words
    assert "neighbour" not in str([item for item in table.scan() if not item["pk"].startswith(left)])
    assert moderate(app, SHOW).code == "review_unknown"


@pytest.mark.parametrize("call", [moderate, lambda app, body, claims: list_all(app, claims)])
def test_customers_are_not_staff(app, call):
    refused = call(app, HIDE, CUSTOMER)
    assert refused.code == "not_allowed"
    assert own_review(app)["hidden"] is False


def test_a_review_that_is_not_there_cannot_be_hidden(app):
    refused = moderate(app, HIDE, customer="stranger")
    assert refused.status == 404
    assert refused.code == "review_unknown"


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "\u0301", "x" * 201])
def test_a_decision_needs_a_reason(app, reason):
    refused = moderate(app, HIDE | {"reason": reason})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "reason"
    assert own_review(app)["hidden"] is False
