"""HTTP as its specifications say it: what a request may repeat, how its headers are written, what every answer has."""

import gzip
import json
from typing import Annotated

import pytest
from chalice import Chalice
from msgspec import Struct

from bookstore.identity import Customer
from bookstore.web import Api, IdempotencyKey, IfMatch
from tests.gateway import CUSTOMER, send_request

BOOK = {"title": "Emma", "author": {"name": "Jane Austen"}}


class Author(Struct, frozen=True):
    """A part of a body."""

    name: str


class Book(Struct, frozen=True):
    """A body."""

    title: str
    author: Author


class BooksQuery(Struct, frozen=True):
    """One parameter that is given once, and one that may be repeated."""

    limit: int = 10
    subjects: Annotated[tuple[str, ...], ""] = ()


@pytest.fixture
def app():
    app, api = Chalice(app_name="shop"), Api("shop")

    @api.get("/books")
    def list_books(query: BooksQuery) -> BooksQuery:
        """List them."""
        return query

    @api.post("/books", status=201)
    def add_book(body: Book, key: IdempotencyKey) -> dict[str, str]:
        """Add one."""
        return {"key": key}

    @api.put("/books/{isbn}")
    def change_book(isbn: str, version: IfMatch) -> dict[str, str]:
        """Change one."""
        return {"version": version}

    @api.get("/orders")
    def list_orders(customer: Customer) -> str:
        """List the customer's own."""
        return customer.id

    app.register_blueprint(api)
    return app


def get(app, **query):
    return send_request(app, "GET", "/books", query=query)


def post(app, body=BOOK, **headers):
    named = {name.replace("_", "-"): value for name, value in {"Idempotency_Key": "k", **headers}.items()}
    return send_request(app, "POST", "/books", body=body, headers=named)


def put(app, if_match):
    return send_request(app, "PUT", "/books/{isbn}", path={"isbn": "1"}, headers={"If-Match": if_match})


def test_a_parameter_of_one_value_is_given_once(app):
    response = get(app, limit=["1", "2"])
    assert (response.status, response.body["error"]["details"]) == (422, {"field": "limit", "rule": "once"})
    assert get(app, subjects=["a", "b"]).body["subjects"] == ["a", "b"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b'{"title": "Emma", "title": "Dracula", "author": {"name": "J"}}', "title"),
        (b'{"title": "Emma", "author": {"name": "J", "name": "K"}}', "name"),
        (b'{"title": "Emma", "author": {"name": "J"}, "x": [{"y": 1, "\\u0079": 2}]}', "y"),
    ],
)
def test_a_name_is_given_once_in_an_object(app, raw, name):
    response = post(app, raw)
    assert (response.status, response.body["error"]["details"]) == (400, {"field": name, "rule": "once"})


def test_a_body_that_is_ignored_in_part_is_read_to_its_end(app):
    longest = b'{"title": "Emma", "author": {"name": "J"}, "x": ' + b"9" * 5000 + b"}"
    assert post(app, longest).status == 201
    deepest = b'{"title": "Emma", "author": {"name": "J"}, "x": ' + b"[" * 9000 + b"]" * 9000 + b"}"
    assert post(app, deepest).status == 400


@pytest.mark.parametrize(
    "content_type",
    [
        [],
        "",
        "application/json",
        "APPLICATION/JSON",
        "application/json;charset=utf-8",
        'application/json ; charset="UTF-8"',
        "application/json; charset=us-ascii",
        "application/json; x=y",
        "application/json;",
    ],
)
def test_json_may_be_named_in_these_ways(app, content_type):
    assert post(app, Content_Type=content_type).status == 201


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "text/plain; application/json",
        "application/json, text/plain",
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "application/json; charset=no-such",
        "application/jsonp",
        "application/*",
        "*/*",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        ["application/json", "text/plain"],
        "\u00e9",
    ],
)
def test_a_body_of_another_type_is_refused(app, content_type):
    response = post(app, Content_Type=content_type)
    assert (response.status, response.code) == (415, "unsupported_media_type")
    assert response.body["error"]["details"]["field"] == "Content-Type"


def test_a_request_without_a_body_may_have_any_content_type(app):
    response = send_request(app, "GET", "/books", headers={"Content-Type": "text/plain"})
    assert response.status == 200


@pytest.mark.parametrize(("value", "key"), [("k-1", "k-1"), ('"k-1"', "k-1"), ("  k-1 ", "k-1"), (["k", "k"], "k")])
def test_an_idempotency_key_may_have_quotes(app, value, key):
    assert post(app, Idempotency_Key=value).body == {"key": key}


@pytest.mark.parametrize(
    "value",
    ["", " ", '""', '"', '"k', 'k"', '"k";x=1', "a b", "k\u00e9", "k\n", "k" * 256, ["k-1", "k-2"], []],
)
def test_any_other_idempotency_key_is_refused(app, value):
    response = post(app, Idempotency_Key=value)
    assert (response.status, response.body["error"]["details"]["field"]) == (400, "Idempotency-Key")


@pytest.mark.parametrize("value", ['"3"', "3", 'W/"2", "3"', '"abc", "3"', '"3", "3"', '"3" ,"x"', ['"3"', '"3"']])
def test_if_match_names_the_version_that_was_seen(app, value):
    assert put(app, value).body == {"version": "3"}


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ([], 428),
        ("", 428),
        ("*", 428),
        ('W/"3"', 412),
        ('"abc"', 412),
        ('""', 412),
        ('W/"3", W/"4"', 412),
        (f'"{"9" * 16}"', 412),
        ('"3", "4"', 400),
        (['"3"', '"4"'], 400),
        ('"3', 400),
        ("abc", 400),
        ("-1", 400),
        ("3.0", 400),
        ('*, "3"', 400),
        ('"3",', 400),
        ("9" * 5000, 400),
        ("\u0663", 400),
    ],
)
def test_if_match_that_names_no_version_or_several_changes_nothing(app, value, status):
    response = put(app, value)
    assert (response.status, response.body["error"]["details"]["field"]) == (status, "If-Match")


def test_another_customer_that_is_named_at_all_is_a_refusal(app):
    headers = {"X-Expected-Customer": ["reader-1", "reader-2"]}
    response = send_request(app, "GET", "/orders", headers=headers, claims=CUSTOMER)
    assert (response.status, response.code) == (409, "customer_changed")


def test_nothing_may_follow_the_end_of_a_compressed_body(app):
    for rest in (b"rest", gzip.compress(b"{}")):
        response = post(app, gzip.compress(json.dumps(BOOK).encode()) + rest, Content_Encoding="gzip")
        assert (response.status, response.code) == (400, "bad_request")


@pytest.mark.parametrize("encoding", [["gzip", "br"], "gzip, gzip", "deflate", ["gzip", "identity"]])
def test_a_body_has_one_encoding(app, encoding):
    assert post(app, gzip.compress(json.dumps(BOOK).encode()), Content_Encoding=encoding).status == 415


def test_options_names_the_methods(app):
    response = send_request(app, "OPTIONS", "/books")
    assert (response.status, response.body, response.headers["Allow"]) == (204, None, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PATCH", "/books", 405),
        ("TRACE", "/books", 405),
        ("get", "/books", 405),
        ("HEAD", "/books/{isbn}", 405),
        ("OPTIONS", "/books", 204),
        ("GET", "/unknown", 404),
        ("OPTIONS", "/unknown", 404),
        ("POST", "/books", 400),
        ("GET", "/orders", 401),
        ("GET", "/books", 200),
    ],
)
def test_every_answer_says_where_it_is_found_and_that_nobody_stores_it(app, method, path, status):
    response = send_request(app, method, path, path={"isbn": "1"}, headers={"X-Correlation-Id": "c-1"})
    assert response.status == status
    assert (response.headers["X-Correlation-Id"], response.headers["Cache-Control"]) == ("c-1", "no-store")


def test_a_refusal_of_head_has_no_body(app):
    response = send_request(app, "HEAD", "/books/{isbn}", path={"isbn": "1"})
    assert (response.status, response.body) == (405, None)


def test_who_is_not_signed_in_learns_how(app):
    assert send_request(app, "GET", "/orders").headers["WWW-Authenticate"] == "Bearer"
