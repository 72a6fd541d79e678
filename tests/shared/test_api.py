"""What every service's routes answer alike: HEAD, compressed bodies, and errors that Chalice finds by itself."""

import gzip
import json

import pytest
from chalice import Chalice
from msgspec import Struct

from bookstore.web import Api
from bookstore.web.bodies import MAX_BODY_BYTES
from tests.gateway import send_request

BODY = {"title": "Emma"}


class Book(Struct, frozen=True):
    """A body."""

    title: str


@pytest.fixture
def app():
    app, api = Chalice(app_name="shop"), Api("shop")

    @api.get("/books")
    def list_books() -> Book:
        """List them."""
        return Book("Emma")

    @api.post("/books", status=201)
    def add_book(body: Book) -> Book:
        """Add one."""
        return body

    app.register_blueprint(api)
    return app


def post(app, body, **headers):
    return send_request(
        app, "POST", "/books", body=body, headers={name.replace("_", "-"): headers[name] for name in headers}
    )


def test_head_answers_as_get_without_a_body(app):
    got, head = (send_request(app, method, "/books") for method in ("GET", "HEAD"))
    assert got.body == BODY
    assert (head.status, head.body, head.headers["Content-Type"]) == (200, None, got.headers["Content-Type"])


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "x-gzip"])
def test_a_compressed_body_is_read(app, encoding):
    response = post(app, gzip.compress(json.dumps(BODY).encode()), Content_Encoding=encoding)
    assert (response.status, response.body) == (201, BODY)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_body_that_the_gateway_has_inflated_is_read(app, encoding):
    assert post(app, BODY, Content_Encoding=encoding).status == 201


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{}", {"Content_Encoding": "br"}, 415, "unsupported_media_type"),
        (b"title=Emma", {"Content_Type": "text/plain"}, 415, "unsupported_media_type"),
        (gzip.compress(b"{}")[:-9], {"Content_Encoding": "gzip"}, 400, "bad_request"),
        (b"\x1f\x8b but no gzip", {"Content_Encoding": "gzip"}, 400, "bad_request"),
        (gzip.compress(b" " * (MAX_BODY_BYTES + 1)), {"Content_Encoding": "gzip"}, 413, "too_large"),
        (gzip.compress(b"0" * 50_000_000), {"Content_Encoding": "gzip"}, 413, "too_large"),
        (b" " * (MAX_BODY_BYTES + 1), {}, 413, "too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_by_its_rule(app, body, headers, status, code):
    response = post(app, body, **headers)
    assert (response.status, response.code) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [("DELETE", "/books", 405, "method_not_allowed"), ("GET", "/unknown", 404, "not_found")],
)
def test_an_address_or_method_that_does_not_exist_has_the_usual_error(app, method, path, status, code):
    response = send_request(app, method, path)
    assert (response.status, response.code, response.body["error"]["request_id"]) == (status, code, "request-1")


def test_a_method_that_is_not_allowed_names_those_that_are(app):
    assert send_request(app, "DELETE", "/books").headers["Allow"] == "GET, HEAD, OPTIONS, POST"
