"""No cursor and no id that a client makes up reaches DynamoDB; each list reads its own cursors alone."""

import pytest

from tests.catalog.builders import SECOND_ISBN, edition
from tests.catalog.client import add_book
from tests.catalog.test_review_routes import REVIEW, buy_emma, put_review
from tests.cursors import spoil
from tests.gateway import CUSTOMER, send_request

SERIES = {"series_id": "highbury", "name": "Highbury", "position": 1}
LISTS = {
    "all by title": ("/books", {}),
    "all by age": ("/books", {"sort": "newest"}),
    "category by title": ("/books", {"category": "Fiction"}),
    "category by age": ("/books", {"category": "Fiction", "sort": "newest"}),
    "author by title": ("/authors/{author_id}", {}),
    "author by age": ("/books", {"author": "jane-austen", "sort": "newest"}),
    "series by title": ("/series/{series_id}", {}),
    "series by age": ("/books", {"series": "highbury", "sort": "newest"}),
    "reviews by age": ("/books/{book_id}/reviews", {}),
    "best reviews": ("/books/{book_id}/reviews", {"sort": "highest"}),
    "worst reviews": ("/books/{book_id}/reviews", {"sort": "lowest"}),
    "own reviews": ("/reviews/me", {}),
}
PATH = {"author_id": "jane-austen", "series_id": "highbury", "book_id": "emma"}


@pytest.fixture
def shop(app):
    """Two books on every list, and two reviews of one of them."""
    add_book(app, series=SERIES)
    add_book(app, book_id="persuasion", title="Persuasion", editions=(edition(SECOND_ISBN),), series=SERIES)
    for customer, order_id in ((CUSTOMER["sub"], "o-1"), (CUSTOMER["sub"], "o-2"), ("reader-2", "o-3")):
        buy_emma(customer=customer, order_id=order_id)
    put_review(app)
    put_review(app, REVIEW, {"sub": "reader-2", "email": "reader-2@bookstore.example"})
    return app


def get_page(app, name, **query):
    resource, fixed = LISTS[name]
    return send_request(app, "GET", resource, path=PATH, query={"limit": "1", **fixed, **query}, claims=CUSTOMER)


def find_next(app, name):
    body = get_page(app, name).body
    return body.get("books", body)["next"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_reads_its_own_cursor(shop, name):
    assert get_page(shop, name, cursor=find_next(shop, name)).status == 200


@pytest.mark.parametrize("name", LISTS)
def test_no_list_reads_the_cursor_of_another(shop, name):
    cursors = {other: find_next(shop, other) for other in LISTS if other != name}
    assert {other: get_page(shop, name, cursor=cursor).status for other, cursor in cursors.items()} == dict.fromkeys(
        cursors, 400
    )


@pytest.mark.parametrize("name", LISTS)
def test_a_spoiled_cursor_is_refused_by_name(shop, name):
    answers = [get_page(shop, name, cursor=cursor) for cursor in spoil(find_next(shop, name))]
    assert {(answer.status, answer.body["error"]["details"]["field"]) for answer in answers} == {(400, "cursor")}


@pytest.mark.parametrize("value", ["b" * 81, "b" * 2_049, "é" * 1_025, "b" * 2_049 + ",emma", "emma,Not an id", "a#b"])
@pytest.mark.parametrize("field", ["ids", "author", "series"])
def test_an_id_that_no_book_author_or_series_can_have_is_refused_by_name(app, field, value):
    refused = send_request(app, "GET", "/books", query={field: value})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"].partition("[")[0] == field


@pytest.mark.parametrize("category", ["c" * 61, "c" * 2_049, "本" * 1_000])
def test_a_category_that_no_book_can_have_is_refused_by_name(app, category):
    refused = send_request(app, "GET", "/books", query={"category": category})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "category"


@pytest.mark.parametrize("correlation_id", ["t" * 65, "t" * 2_049, "é", "a b"])
def test_a_trace_of_no_possible_request_is_refused_by_name(app, correlation_id):
    refused = send_request(app, "GET", "/trace", query={"correlation_id": correlation_id})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "correlation_id"


@pytest.mark.parametrize("position", [2**63, 10**40, -(10**40)])
def test_a_number_of_forty_digits_is_refused_by_name(app, position):
    refused = add_book(app, series=SERIES | {"position": position})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "series.position"


def test_a_title_that_grows_when_it_is_sorted_is_a_title(app):
    assert add_book(app, title="⒇" * 300).status == 201
    assert add_book(app, book_id="ligatures", title="ﬃ" * 300, editions=(edition(SECOND_ISBN),)).status == 201
