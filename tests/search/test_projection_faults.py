"""Failures between the table and the index (cases 47 and 55 to 58 of the faults)."""

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
from chalicelib.index.admin import IndexAdmin
from tests.lambda_events import sqs_event, stream_event
from tests.search.builders import book_added, doc, edition

TOO_MANY = {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "queue full"}}


@pytest.fixture
def record_and_project(functions, table) -> Callable[..., None]:
    """Record events and project the changed books."""

    def record(*events):
        functions.consume(sqs_event(*events), None)
        keys = {(f"BOOK#{event.book_id}", "BOOK") for event in events}
        functions.project(stream_event(*(table.get(*key) for key in keys)), None)

    return record


@pytest.fixture
def read_titles(opensearch, stage) -> Callable[[], dict[str, str]]:
    """Return the titles by book id, as customers see them now."""

    def read():
        opensearch.indices.refresh(index=f"books-{stage}")
        hits = opensearch.search(index=f"books-{stage}", body={"size": 2_000})["hits"]["hits"]
        return {hit["_id"]: hit["_source"]["title"] for hit in hits}

    return read


@pytest.fixture
def drift_count(functions) -> Callable[[], int]:
    """Return how many books differ between table and index."""

    def count():
        (drift,) = functions.drift({}, None)["views"]
        return sum(len(drift[kind]) for kind in ("missing", "behind", "ahead", "unknown"))

    return count


def later(event_type, version, book_id="emma", **fields):
    return event_type(**structs.asdict(book_added(book_id)) | {"version": version} | fields)


class FailingOnce:
    """An OpenSearch whose next bulk request fails; every other request succeeds."""

    def __init__(self, opensearch: Any, failure: Callable[..., Any]) -> None:
        self._opensearch, self._next_bulk = opensearch, failure

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opensearch, name)

    def bulk(self, **options: Any) -> Any:
        bulk, self._next_bulk = self._next_bulk, self._opensearch.bulk
        return bulk(**options)


@pytest.fixture
def fail_next_bulk(functions, opensearch, stage, monkeypatch):
    """Replace the projector's next bulk request."""

    def replace(failure):
        admin = IndexAdmin(f"books-{stage}", FailingOnce(opensearch, failure))
        monkeypatch.setattr(functions, "projector_admin", lambda: admin)

    return replace


def test_a_book_that_the_index_refuses_is_parked_and_the_others_are_indexed(record_and_project, parked, read_titles):
    """47. A poison record in the middle: no record waits behind it."""
    record_and_project(book_added("dracula"), book_added("emma", edition(released="one day")), book_added("walden"))
    assert set(read_titles()) == {"dracula", "walden"}
    (body,) = map(json.loads, parked)
    assert body["record"]["dynamodb"]["NewImage"]["pk"] == {"S": "BOOK#emma"}


def test_the_newest_version_stays_in_whatever_order_versions_come(stage, opensearch):
    """55. Each order of three versions is a book of its own; a version conflict counts as success."""
    admin = IndexAdmin(f"books-{stage}", opensearch)
    target = admin.index_name(1)
    admin.create(target, with_alias=True)
    orders = {f"book-{number}": order for number, order in enumerate(permutations((1, 2, 3)))}
    for index in (0, 1, 2, 0):
        batch = [doc(book_id, version=order[index]) for book_id, order in orders.items()]
        assert admin.write(target, batch) == {}
    assert admin.versions(target) == dict.fromkeys(orders, 3)


def test_a_withdrawn_book_stays_hidden_however_late_an_older_event_comes(
    functions, record_and_project, read_titles, drift_count, opensearch
):
    """56. There is no tombstone that could be discarded: not by time, not by a merge, not by a new index."""
    record_and_project(book_added("dracula"), later(BookWithdrawn, 3, withdrawn=True))
    opensearch.indices.forcemerge(index="books-*", max_num_segments=1)
    record_and_project(later(BookChanged, 2))
    functions.rebuild({}, None)
    record_and_project(later(BookChanged, 2))
    assert set(read_titles()) == {"dracula"}
    assert drift_count() == 0


def test_a_bulk_that_was_written_in_part_is_completed_by_the_retry(
    record_and_project, fail_next_bulk, parked, opensearch, read_titles
):
    """57. A 200 with one 429 inside is not a success; nothing is parked, and nothing is lost."""
    record_and_project(book_added("emma"))

    def write_half(body, **options):
        lines = body.splitlines()
        response = opensearch.bulk(body="\n".join(lines[:2]) + "\n", **options)
        return {"items": [*response["items"], {"index": {"_id": "walden", **TOO_MANY}}]}

    fail_next_bulk(write_half)
    with pytest.raises(Unavailable, match="busy"):
        record_and_project(book_added("dracula"), book_added("walden"))
    assert len(read_titles()) == 2
    assert parked == []
    record_and_project(book_added("dracula"), book_added("walden"))
    assert set(read_titles()) == {"emma", "dracula", "walden"}
    assert parked == []


def test_an_overloaded_index_gets_no_request_until_the_batch_is_retried(
    record_and_project, fail_next_bulk, parked, read_titles, drift_count
):
    """57. 429 for the whole request: it is sent once; the stream redelivers the batch later."""
    from opensearchpy.exceptions import TransportError

    record_and_project(book_added("emma"))
    requests = []

    def refuse(**options):
        requests.append(options)
        raise TransportError(429, "rejected_execution_exception", {})

    fail_next_bulk(refuse)
    with pytest.raises(Unavailable):
        record_and_project(book_added("walden"))
    assert len(requests) == 1
    assert parked == []
    record_and_project(book_added("walden"))
    assert set(read_titles()) == {"emma", "walden"}
    assert drift_count() == 0


def test_during_a_rebuild_customers_miss_no_book_and_the_new_index_no_change(
    functions, record_and_project, read_titles, drift_count
):
    """58. Two rebuilds in a row, while books are added and changed."""
    record_and_project(*(book_added(f"book-{number}") for number in range(40)))
    done = Event()

    def change():
        for version in range(2, 1_000):
            record_and_project(
                book_added(f"new-{version}"),
                later(BookChanged, version, f"book-{version % 40}", title=f"Title {version}"),
            )
            if done.is_set():
                return version
        raise AssertionError("The rebuilds took too long.")

    def read():
        counts = [len(read_titles())]
        while not done.is_set():
            counts.append(len(read_titles()))
        return counts

    with ThreadPoolExecutor(2) as pool:
        changing, reading = pool.submit(change), pool.submit(read)
        try:
            for _ in range(2):
                functions.rebuild({}, None)
        finally:
            done.set()
        last, counts = changing.result(), reading.result()
    assert min(counts) >= 40
    assert len(read_titles()) == 40 + last - 1
    assert read_titles()[f"book-{last % 40}"] == f"Title {last}"
    assert drift_count() == 0
