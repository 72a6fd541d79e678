"""Every id of an event that becomes part of a key has a pattern, and an event without one parks itself alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bookstore.messaging.envelope import Unprocessable, pack, unpack
from tests.contracts.examples import EXAMPLES

IDS = {"book_id", "author_id", "series_id", "isbn", "order_id", "customer"}
BAD = ["", " ", "a#b", "a/b", "a b", "emma\n", "emma\u200b", "\u00e9mile", "emma\x00", "x" * 101]


def paths_of_ids(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where in an event's data an id stands."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        if name in IDS:
            yield (*path, name)
        yield from paths_of_ids(part, (*path, name))


def replace(value: Any, path: tuple[Any, ...], new: Any) -> None:
    for name in path[:-1]:
        value = value[name]
    value[path[-1]] = new


CASES = [
    pytest.param(name, path, id=f"{name}-{'.'.join(map(str, path))}")
    for name, event in EXAMPLES.items()
    for path in paths_of_ids(json.loads(pack(event))["data"])
]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_an_event_whose_id_cannot_be_part_of_a_key_is_refused(name, path):
    for bad in BAD:
        envelope = json.loads(pack(EXAMPLES[name]))
        replace(envelope["data"], path, bad)
        with pytest.raises(Unprocessable):
            unpack(json.dumps(envelope))


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad])
def test_an_event_whose_correlation_id_cannot_be_part_of_a_key_is_refused(bad):
    envelope = json.loads(pack(EXAMPLES["BookAdded"])) | {"correlationid": bad}
    with pytest.raises(Unprocessable):
        unpack(json.dumps(envelope))


def test_every_event_has_an_id():
    assert {case.values[0] for case in CASES} == set(EXAMPLES)
