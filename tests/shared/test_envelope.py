"""Events as CloudEvents, and what becomes of messages nobody can read."""

import json

import pytest

from bookstore import correlation
from bookstore.events import StockChanged
from bookstore.messaging import envelope
from bookstore.messaging.envelope import Unprocessable

EVENT = StockChanged(version=7, isbn="9797000000017", book_id="emma", availability="low", left=3)


def packed(**what):
    return json.dumps(json.loads(envelope.pack(EVENT)) | what)


def test_what_was_packed_is_unpacked():
    with correlation.of("order-1"):
        received = envelope.unpack(envelope.pack(EVENT, event_id="e-1"))
    assert received.event == EVENT
    assert received.id == "e-1"
    assert received.correlation_id == "order-1"


def test_the_document_is_a_cloudevent():
    document = json.loads(envelope.pack(EVENT))
    expected = {
        "specversion": "1.0",
        "source": "bookstore.orders",
        "type": "StockChanged",
        "subject": "stock/9797000000017",
        "sequence": "000000000007",
        "dataschema": "urn:bookstore:schema:StockChanged:1",
    }
    assert {name: document[name] for name in expected} == expected


def test_fields_of_a_newer_schema_are_ignored():
    data = json.loads(envelope.pack(EVENT))["data"] | {"mood": "hopeful"}
    assert envelope.unpack(packed(data=data, mood="hopeful")).event == EVENT


@pytest.mark.parametrize(
    "broken",
    [
        packed(type="BookBurnt"),
        packed(dataschema="urn:bookstore:schema:StockChanged:2"),
        packed(data={"isbn": 5}),
        "not json",
        "{}",
    ],
)
def test_what_cannot_be_understood_says_so(broken):
    """52. An unknown event, an unknown version of its shape, or no event at all."""
    with pytest.raises(Unprocessable):
        envelope.unpack(broken)
