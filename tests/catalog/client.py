"""Requests to the catalog's routes that several tests send."""

import json

import msgspec

from tests.catalog.builders import book_request
from tests.gateway import STAFF, Answered, ask


def book_body(**fields):
    return json.loads(msgspec.json.encode(book_request(**fields)))


def add_book(app, **fields) -> Answered:
    return ask(app, "POST", "/books", body=book_body(**fields), claims=STAFF)


def get_book(app, book_id="emma") -> Answered:
    return ask(app, "GET", "/books/{book_id}", path={"book_id": book_id})
