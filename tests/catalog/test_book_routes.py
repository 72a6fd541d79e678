"""The routes of books, called as API Gateway calls them."""

import pytest

from tests.catalog.builders import ISBN, SECOND_ISBN, edition
from tests.catalog.client import add_book, book_body, get_book
from tests.gateway import CUSTOMER, STAFF, Response, send_request


def change_book(app, version: str, **fields) -> Response:
    body = {k: v for k, v in book_body(**fields).items() if k != "book_id"}
    headers = {"If-Match": version}
    return send_request(
        app, "PUT", "/books/{book_id}", path={"book_id": "emma"}, body=body, headers=headers, claims=STAFF
    )


def list_subjects(app):
    return [book["subjects"] for book in send_request(app, "GET", "/books").body["items"]]


def test_an_added_book_can_be_read_by_anyone(app):
    response = add_book(app)
    assert response.status == 201
    assert response.headers["Location"] == "books/emma"
    assert response.headers["ETag"] == '"1"'
    response = get_book(app)
    assert response.status == 200
    assert response.body["title"] == "Emma"
    assert response.body["rating"]["stars"] == [0, 0, 0, 0, 0]


def test_a_customer_may_not_add_a_book(app):
    refused = send_request(app, "POST", "/books", body=book_body(), claims=CUSTOMER)
    assert refused.status == 403
    assert refused.code == "not_allowed"
    assert get_book(app).status == 404


def test_a_wrong_check_digit_names_the_field_and_changes_nothing(app):
    refused = add_book(app, editions=(edition(ISBN[:-1] + "1"),))
    assert refused.status == 422
    assert refused.body["error"]["details"] == {"field": "editions[0].isbn", "rule": "check digit"}
    assert get_book(app).status == 404


@pytest.mark.parametrize(
    ("field", "value"), [("price", 0), ("price", 9.99), ("price", "999"), ("isbn", "123"), ("surprise", 1)]
)
def test_an_edition_that_breaks_a_rule_is_refused_by_field(app, field, value):
    body = book_body()
    body["editions"][0][field] = value
    refused = send_request(app, "POST", "/books", body=body, claims=STAFF)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == f"editions[0].{field}"


def test_a_book_says_what_it_is_about_in_the_order_staff_wrote(app):
    about = ["matchmaking", "class and marriage", "English villages"]
    assert add_book(app, subjects=about).body["subjects"] == about
    assert get_book(app).body["subjects"] == about
    assert list_subjects(app) == [about]
    assert change_book(app, '"1"', subjects=["spinsters"]).body["subjects"] == ["spinsters"]
    assert change_book(app, '"2"').body["subjects"] == []


@pytest.mark.parametrize(
    ("subjects", "field"),
    [
        (["whaling", "w" * 41], "subjects[1]"),
        ([f"subject {number}" for number in range(13)], "subjects"),
    ],
)
def test_a_subject_that_breaks_a_rule_is_refused_by_its_index(app, subjects, field):
    refused = send_request(app, "POST", "/books", body=book_body() | {"subjects": subjects}, claims=STAFF)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == field
    assert get_book(app).status == 404


def test_a_change_needs_the_current_version(app):
    add_book(app)
    assert change_book(app, '"1"', title="Emma, revised").body["version"] == 2
    refused = change_book(app, '"1"', title="Emma, lost")
    assert refused.status == 412
    assert refused.code == "version_conflict"
    assert get_book(app).body["title"] == "Emma, revised"


def test_a_change_without_if_match_is_refused(app):
    add_book(app)
    body = {k: v for k, v in book_body().items() if k != "book_id"}
    refused = send_request(app, "PUT", "/books/{book_id}", path={"book_id": "emma"}, body=body, claims=STAFF)
    assert (refused.status, refused.code) == (428, "precondition_required")
    assert refused.body["error"]["details"]["field"] == "If-Match"


def test_an_edition_leads_to_its_book(app):
    add_book(app)
    assert send_request(app, "GET", "/editions/{isbn}", path={"isbn": ISBN}).body["book_id"] == "emma"


def test_a_page_begins_where_the_page_before_ended(app):
    add_book(app)
    add_book(app, book_id="persuasion", title="Persuasion", editions=(edition(SECOND_ISBN),))
    first = send_request(app, "GET", "/books", query={"category": "Fiction", "limit": "1"})
    rest = send_request(app, "GET", "/books", query={"category": "Fiction", "limit": "1", "cursor": first.body["next"]})
    pages = [[book["book_id"] for book in page.body["items"]] for page in (first, rest)]
    assert pages == [["emma"], ["persuasion"]]


def test_a_cursor_of_another_list_is_refused(app):
    add_book(app)
    add_book(app, book_id="persuasion", title="Persuasion", editions=(edition(SECOND_ISBN),))
    cursor = send_request(app, "GET", "/books", query={"category": "Fiction", "limit": "1"}).body["next"]
    refused = send_request(app, "GET", "/books", query={"author": "jane-austen", "cursor": cursor})
    assert refused.status == 400
    assert refused.body["error"]["details"]["field"] == "cursor"


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"sort": "price"}])
def test_a_query_against_the_rules_is_refused(app, query):
    refused = send_request(app, "GET", "/books", query=query)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == next(iter(query))


def test_a_withdrawn_book_says_so(app):
    add_book(app)
    response = send_request(
        app, "DELETE", "/books/{book_id}", path={"book_id": "emma"}, headers={"If-Match": "1"}, claims=STAFF
    )
    assert response.status == 200
    assert get_book(app).body["withdrawn"] is True


def test_categories_author_and_series_are_found(app):
    add_book(app)
    assert send_request(app, "GET", "/categories").body == {"items": [{"name": "Fiction", "books": 1}]}
    assert (
        send_request(app, "GET", "/authors/{author_id}", path={"author_id": "jane-austen"}).body["name"]
        == "Jane Austen"
    )
    assert send_request(app, "GET", "/series/{series_id}", path={"series_id": "oz"}).status == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("released", "2024-13-45"),
        ("released", "2024-02-30"),
        ("language", "en\n"),
        ("weight_grams", 0),
        ("isbn", f"{ISBN}\n"),
    ],
)
def test_an_edition_that_no_consumer_could_read_is_refused_by_field_and_changes_nothing(app, field, value):
    body = book_body()
    body["editions"][0][field] = value
    refused = send_request(app, "POST", "/books", body=body, claims=STAFF)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, f"editions[0].{field}")
    assert get_book(app).status == 404


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("book_id", "x\n", "book_id"),
        ("category", "\u200b", "category"),
        ("authors", [{"author_id": "a,b", "name": "A"}], "authors[0].author_id"),
        ("authors", [{"author_id": "a", "name": " "}], "authors[0].name"),
        ("series", {"series_id": "s", "name": "S", "position": 10**40}, "series.position"),
        ("series", {"series_id": "s", "name": "S", "position": -5}, "series.position"),
    ],
)
def test_a_book_that_no_consumer_could_read_is_refused_by_field(app, field, value, named):
    refused = send_request(app, "POST", "/books", body=book_body() | {field: value}, claims=STAFF)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, named)


def test_a_category_with_spaces_around_it_is_the_one_without(app):
    add_book(app, category=" Poetry ")
    assert send_request(app, "GET", "/categories").body["items"] == [{"name": "Poetry", "books": 1}]
