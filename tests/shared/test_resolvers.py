"""A service's GraphQL fields are answered by its routes."""

from typing import Annotated

import pytest
from chalice import Chalice
from msgspec import Meta, Struct, ValidationError

from bookstore.errors import NotFound
from bookstore.identity import Customer, settings
from bookstore.web import Api, IdempotencyKey, JsonResponse
from bookstore.web.resolvers import answer_resolvers

CLAIMS = {"sub": "00000000-0000-4000-8000-000000000001", "token_use": "id", "aud": "web"}


class Book(Struct, frozen=True):
    book_id: str
    title: str = "Emma"


class BooksQuery(Struct, frozen=True):
    ids: tuple[str, ...] = ()
    few: bool = False


class Books(Struct, frozen=True):
    items: list[Book]


class LineRequest(Struct, frozen=True, forbid_unknown_fields=True):
    quantity: Annotated[int, Meta(ge=1)]
    note: str = "none"


@pytest.fixture
def calls():
    return []


@pytest.fixture
def app(calls, monkeypatch):
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "web")
    settings.cache_clear()
    app, api = Chalice(app_name="shop"), Api("shop")

    @api.get("/books")
    def list_books(query: BooksQuery) -> Books:
        """List those that exist."""
        calls.append(query)
        return Books([Book(book_id) for book_id in query.ids if book_id != "gone"])

    @api.get("/books/{book_id}", raises=(NotFound,))
    def get_book(book_id: str) -> JsonResponse[Book]:
        """Get one."""
        calls.append(book_id)
        if book_id == "gone":
            raise NotFound("We could not find this book.")
        return JsonResponse(Book(book_id), {"ETag": '"3"'})

    @api.post("/lines")
    def add_line(body: LineRequest, key: IdempotencyKey, customer: Customer) -> dict[str, str]:
        """Add one."""
        calls.append(body)
        return {"customer": customer.id, "key": key, "note": body.note}

    app.register_blueprint(api)
    yield app
    settings.cache_clear()


def line(**more):
    request = {"method": "POST", "resource": "/lines", "headers": {"idempotency-key": "k1"}, "body": {"quantity": 1}}
    return {**request, "claims": CLAIMS, **more}


def one_book(book_id, **more):
    pick = {"parameter": "ids", "value": book_id, "by": "book_id"}
    return {"method": "GET", "resource": "/books", "pick": pick, **more}


def test_a_request_is_answered_by_the_route_with_its_headers(app):
    request = {"method": "GET", "resource": "/books/{book_id}", "path": {"book_id": "a book"}}
    response = answer_resolvers(request, app, None)
    assert (response["status"], response["body"]["book_id"]) == (200, "a book")
    assert response["headers"]["etag"] == '"3"'


def test_a_refusal_is_an_answer_with_the_routes_error(app):
    request = {"method": "GET", "resource": "/books/{book_id}", "path": {"book_id": "gone"}}
    response = answer_resolvers(request, app, None)
    assert (response["status"], response["body"]["error"]["code"]) == (404, "not_found")


def test_the_route_sees_the_customer_of_the_token_and_the_headers(app):
    assert answer_resolvers(line(), app, None)["body"] == {"customer": CLAIMS["sub"], "key": "k1", "note": "none"}


@pytest.mark.parametrize("claims", [None, {}, {**CLAIMS, "token_use": "access"}, {**CLAIMS, "aud": "another"}])
def test_the_route_checks_the_token_again(app, claims, calls):
    response = answer_resolvers(line(claims=claims), app, None)
    assert (response["status"], response["body"]["error"]["code"], calls) == (401, "not_signed_in", [])


def test_a_field_that_is_null_is_as_one_that_is_left_out(app):
    response = answer_resolvers(line(body={"quantity": 1, "note": None}), app, None)
    assert response["body"]["note"] == "none"


def test_parameters_are_written_as_in_a_query_string(app, calls):
    answer_resolvers({"method": "GET", "resource": "/books", "query": {"few": True, "ids": None}}, app, None)
    assert calls == [BooksQuery(few=True)]


def test_items_picked_from_one_list_are_asked_for_together_and_once(app, calls):
    responses = answer_resolvers([one_book(book_id) for book_id in ("b", "gone", "a", "b")], app, None)
    assert calls == [BooksQuery(ids=("b", "gone", "a"))]
    assert [response["body"] and response["body"]["book_id"] for response in responses] == ["b", None, "a", "b"]


def test_items_of_different_questions_are_asked_for_apart(app, calls):
    answer_resolvers([one_book("a"), one_book("b", query={"few": True})], app, None)
    assert calls == [BooksQuery(ids=("a",)), BooksQuery(ids=("b",), few=True)]


def test_changes_are_never_put_together(app, calls):
    responses = answer_resolvers([line(), line()], app, None)
    assert len(calls) == 2
    assert [response["status"] for response in responses] == [200, 200]


def test_each_of_a_list_has_its_own_answer(app):
    requests = [
        {"method": "GET", "resource": "/books/{book_id}", "path": {"book_id": book_id}} for book_id in ("gone", "a")
    ]
    assert [response["status"] for response in answer_resolvers(requests, app, None)] == [404, 200]


def test_a_request_that_no_resolver_of_ours_sends_is_refused_whole(app, calls):
    with pytest.raises(ValidationError):
        answer_resolvers([line(), {"method": "PATCH", "resource": "/lines"}], app, None)
    assert calls == []
