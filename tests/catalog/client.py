"""What several tests ask of the catalog's routes."""

import json

import msgspec

from tests.catalog.builders import wanted
from tests.gateway import STAFF, Answered, ask


def written(**what):
    return json.loads(msgspec.json.encode(wanted(**what)))


def add(app, **what) -> Answered:
    return ask(app, "POST", "/books", body=written(**what), claims=STAFF)


def get(app, book_id="emma") -> Answered:
    return ask(app, "GET", "/books/{book_id}", path={"book_id": book_id})
