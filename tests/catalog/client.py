"""Requests to the catalog's routes that several tests send."""

import json

import msgspec

from tests.catalog.builders import book_request
from tests.gateway import STAFF, Response, send_request


def book_body(**fields):
    return json.loads(msgspec.json.encode(book_request(**fields)))


def add_book(app, **fields) -> Response:
    return send_request(app, "POST", "/books", body=book_body(**fields), claims=STAFF)


def get_book(app, book_id="emma") -> Response:
    return send_request(app, "GET", "/books/{book_id}", path={"book_id": book_id})
