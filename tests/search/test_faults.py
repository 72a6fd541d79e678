"""What may go wrong on the way from the table to the index (cases 47 and 55 to 58 of the faults)."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from threading import Event
from typing import Any

import pytest
from msgspec import structs

from bookstore.errors import Unavailable
from bookstore.events import BookChanged, BookWithdrawn
from chalicelib.index.admin import Shelves
from tests.search.builders import doc, edition, told
from tests.shapes import queued, streamed

TOO_MANY = {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "queue full"}}


@pytest.fixture
def functions(app):
    from chalicelib import handlers

    return handlers


@pytest.fixture
def parked(monkeypatch):
    """What came to rest in the parking queue."""
    resting: list[str] = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda queue_url: resting.append)
    return resting


@pytest.fixture
def tell(functions, table) -> Callable[..., None]:
    """Books are heard, and what the stream then brings is shown."""

    def told_and_shown(*events):
        functions.consume(queued(*events), None)
        keys = {(f"BOOK#{event.book_id}", "BOOK") for event in events}
        functions.project(streamed(*(table.get(*key) for key in keys)), None)

    return told_and_shown


@pytest.fixture
def shown(opensearch, stage) -> Callable[[], dict[str, str]]:
    """Titles by book, as readers see them now."""

    def read():
        opensearch.indices.refresh(index=f"books-{stage}")
        hits = opensearch.search(index=f"books-{stage}", body={"size": 2_000})["hits"]["hits"]
        return {hit["_id"]: hit["_source"]["title"] for hit in hits}

    return read


@pytest.fixture
def differing(functions) -> Callable[[], int]:
    """How many books table and index disagree about."""

    def count():
        (found,) = functions.drift({}, None)["views"]
        return sum(len(found[how]) for how in ("missing", "behind", "ahead", "unknown"))

    return count


def later(kind, version, book_id="emma", **what):
    return kind(**structs.asdict(told(book_id)) | {"version": version} | what)


class Stumbling:
    """An OpenSearch whose next bulk goes wrong as told; all else, and every later bulk, is as it should be."""

    def __init__(self, opensearch: Any, wrong: Callable[..., Any]) -> None:
        self._opensearch, self._wrong = opensearch, wrong

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opensearch, name)

    def bulk(self, **asked: Any) -> Any:
        wrong, self._wrong = self._wrong, self._opensearch.bulk
        return wrong(**asked)


@pytest.fixture
def stumbles(functions, opensearch, stage, monkeypatch):
    """The next bulk goes wrong so."""

    def once(wrong):
        shelves = Shelves(f"books-{stage}", Stumbling(opensearch, wrong))
        monkeypatch.setattr(functions, "shelves", lambda: shelves)

    return once


def test_a_book_the_index_can_never_take_is_parked_whole_and_the_others_are_shown(tell, parked, shown):
    """47. Poison in the middle: nothing waits behind it."""
    tell(told("dracula"), told("emma", edition(released="one day")), told("walden"))
    assert set(shown()) == {"dracula", "walden"}
    (parcel,) = map(json.loads, parked)
    assert parcel["record"]["dynamodb"]["NewImage"]["pk"] == {"S": "BOOK#emma"}


def test_the_newest_version_stays_in_whatever_order_versions_come(stage, opensearch):
    """55. Each order of three versions is a book of its own; a refusal of older news counts as success."""
    shelves = Shelves(f"books-{stage}", opensearch)
    target = shelves.name(1)
    shelves.create(target, answering=True)
    orders = {f"book-{number}": order for number, order in enumerate(permutations((1, 2, 3)))}
    for place in (0, 1, 2, 0):
        batch = [doc(book_id, version=order[place]) for book_id, order in orders.items()]
        assert shelves.write(target, batch) == {}
    assert shelves.versions(target) == dict.fromkeys(orders, 3)


def test_a_withdrawn_book_stays_hidden_however_late_an_older_word_comes(functions, tell, shown, differing, opensearch):
    """56. There is no tombstone that could be forgotten: not by time, not by a merge, not by a new index."""
    tell(told("dracula"), later(BookWithdrawn, 3, withdrawn=True))
    opensearch.indices.forcemerge(index="books-*", max_num_segments=1)
    tell(later(BookChanged, 2))
    functions.rebuild({}, None)
    tell(later(BookChanged, 2))
    assert (set(shown()), differing()) == ({"dracula"}, 0)


def test_of_a_bulk_taken_in_part_the_rest_is_taken_when_it_comes_again(tell, stumbles, parked, opensearch, shown):
    """57. A 200 with one 429 inside is no success; nothing is parked, and nothing is lost."""
    tell(told("emma"))

    def half(body, **how):
        lines = body.splitlines()
        answer = opensearch.bulk(body="\n".join(lines[:2]) + "\n", **how)
        return {"items": [*answer["items"], {"index": {"_id": "walden", **TOO_MANY}}]}

    stumbles(half)
    with pytest.raises(Unavailable, match="busy"):
        tell(told("dracula"), told("walden"))
    assert (len(shown()), parked) == (2, [])
    tell(told("dracula"), told("walden"))
    assert (set(shown()), parked) == ({"emma", "dracula", "walden"}, [])


def test_an_index_that_refuses_work_is_left_alone_until_the_batch_comes_again(tell, stumbles, parked, shown, differing):
    """57. 429 for all of it: asked once, not again at once; the stream waits and brings the batch anew."""
    from opensearchpy.exceptions import TransportError

    tell(told("emma"))
    asked = []

    def refuses(**how):
        asked.append(how)
        raise TransportError(429, "rejected_execution_exception", {})

    stumbles(refuses)
    with pytest.raises(Unavailable):
        tell(told("walden"))
    assert (len(asked), parked) == (1, [])
    tell(told("walden"))
    assert (set(shown()), differing()) == ({"emma", "walden"}, 0)


def test_readers_miss_no_book_and_the_new_index_no_change_while_it_is_made(functions, tell, shown, differing):
    """58. Two rebuilds in a row, while books are added and changed: none that was there is ever missed."""
    tell(*(told(f"book-{number}") for number in range(40)))
    done = Event()

    def change():
        for version in range(2, 1_000):
            tell(told(f"new-{version}"), later(BookChanged, version, f"book-{version % 40}", title=f"Title {version}"))
            if done.is_set():
                return version
        raise AssertionError("The rebuilds took too long.")

    def read():
        seen = [len(shown())]
        while not done.is_set():
            seen.append(len(shown()))
        return seen

    with ThreadPoolExecutor(2) as pool:
        changing, reading = pool.submit(change), pool.submit(read)
        try:
            for _ in range(2):
                functions.rebuild({}, None)
        finally:
            done.set()
        last, seen = changing.result(), reading.result()
    assert min(seen) >= 40
    assert len(shown()) == 40 + last - 1
    assert (shown()[f"book-{last % 40}"], differing()) == (f"Title {last}", 0)
