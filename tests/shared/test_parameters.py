"""How requests are read: what nothing can store is refused by its field."""

from typing import Any

import pytest
from chalice.app import MultiDict
from msgspec import Struct

from bookstore.errors import BadRequest, Invalid
from bookstore.web.parameters import body, query


class Line(Struct, frozen=True):
    """Part of a body."""

    position: int = 0
    name: str = ""


class Request(Struct, frozen=True):
    """A body, or a query string, without bounds of its own."""

    lines: tuple[Line, ...] = ()
    note: dict[str, Any] = {}
    page: int = 0
    q: str = ""
    cursor: str | None = None


class Sent:
    """A request as Chalice gives it."""

    def __init__(self, raw_body: bytes = b"", **query_params: str) -> None:
        self.raw_body, self.headers = raw_body, {}
        self.query_params = MultiDict({name: [value] for name, value in query_params.items()})

    def to_original_event(self):
        """Return the gateway's event, of which nothing else is read."""
        return {}


@pytest.mark.parametrize("number", [str(2**63), str(2**64), "9" * 40, "-" + "9" * 40])
@pytest.mark.parametrize(
    ("template", "field"),
    [
        ('{"page": N}', "page"),
        ('{"lines": [{}, {"position": N}]}', "lines[1].position"),
        ('{"note": {"size": [N]}}', "note.size[0]"),
    ],
)
def test_a_number_beyond_64_bits_in_a_body_is_refused_by_its_field(number, template, field):
    with pytest.raises(Invalid) as refused:
        body(Sent(template.replace("N", number).encode()), Request)
    assert refused.value.details["field"] == field


def test_a_number_that_python_cannot_read_is_refused_by_its_field():
    with pytest.raises(Invalid) as refused:
        body(Sent(b'{"page": ' + b"9" * 5_000 + b"}"), Request)
    assert refused.value.details["field"] == "page"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 40, "-" + "9" * 40, "9" * 5_000])
def test_a_number_beyond_64_bits_in_a_query_is_refused_by_its_field(number):
    with pytest.raises(Invalid) as refused:
        query(Sent(page=number), Request)
    assert refused.value.details["field"] == "page"


def test_numbers_of_64_bits_are_read():
    assert body(Sent(b'{"page": 9223372036854775807}'), Request).page == 2**63 - 1


def test_half_a_surrogate_pair_is_no_text():
    with pytest.raises(Invalid) as refused:
        query(Sent(q="\ud800"), Request)
    assert refused.value.details["field"] == "q"


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b'{"unknown": ' + b"[" * 100_000, b'{"q": "\\ud800"}', b'{"q": "\xff"}']
)
def test_a_body_that_cannot_be_read_is_refused(raw):
    with pytest.raises((BadRequest, Invalid)):
        body(Sent(raw), Request)


def test_an_empty_value_is_none_but_an_empty_cursor_is_one():
    assert query(Sent(q="", page="", cursor=""), Request) == Request(cursor="")
