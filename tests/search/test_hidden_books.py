"""A withdrawal always reaches the index, and what cannot be shown any more is not shown as it was (case 56)."""

import json

import pytest
from msgspec import structs

from bookstore.errors import Unavailable
from bookstore.events import BookChanged, BookWithdrawn
from tests.lambda_events import SCHEDULED_EVENT, sqs_event, stream_event
from tests.search.builders import book_added, edition

BROKEN = edition(released="one day")  # no date, so OpenSearch refuses the document


@pytest.fixture
def reports(monkeypatch):
    """The rows that were reported as unreadable."""
    rows: list[str] = []
    monkeypatch.setattr("bookstore.dynamodb.unreadable.report_unreadable", lambda item, error: rows.append(item["pk"]))
    return rows


@pytest.fixture
def project(functions, table):
    """Project the items of these books as they are stored."""

    def run(*book_ids):
        functions.project(stream_event(*(table.get(f"BOOK#{book_id}", "BOOK") for book_id in book_ids)), None)

    return run


@pytest.fixture
def record(functions, project):
    """Record events and project their books."""

    def run(*events):
        functions.consume(sqs_event(*events), None)
        project(*dict.fromkeys(event.book_id for event in events))

    return run


@pytest.fixture
def shown(opensearch, stage):
    """Return the books that customers find."""

    def read():
        opensearch.indices.refresh(index=f"books-{stage}")
        return {hit["_id"] for hit in opensearch.search(index=f"books-{stage}")["hits"]["hits"]}

    return read


@pytest.fixture
def drift(functions):
    def run():
        (found,) = functions.drift({}, None)["views"]
        return found

    return run


@pytest.fixture
def store_unreadable(table):
    """Change a stored book as no event could: its title became longer than the rule that came later allows."""

    def store(book_id="emma", **catalog):
        item = table.get(f"BOOK#{book_id}", "BOOK")
        section = item["catalog"] | {"title": "x" * 400} | catalog
        table.put(item | {"catalog": section, "doc_version": item["doc_version"] + 1})

    return store


def later(event_type, version, *editions, book_id="emma", **fields):
    return event_type(**structs.asdict(book_added(book_id, *editions)) | {"version": version} | fields)


def test_a_book_that_the_index_refuses_at_an_update_is_no_longer_shown_as_it_was(record, parked, shown, drift):
    record(book_added("emma"), book_added("dracula"))
    record(later(BookChanged, 2, BROKEN))
    assert shown() == {"dracula"}
    (body,) = map(json.loads, parked)
    assert body["reason"].startswith("BookHidden: mapper_parsing_exception")
    assert drift()["hidden"] == ["emma"]
    record(later(BookChanged, 3))
    assert shown() == {"emma", "dracula"}
    assert drift()["hidden"] == []


def test_a_withdrawn_book_leaves_the_index_although_the_rest_of_it_is_refused(record, parked, shown, drift):
    record(book_added("emma"), book_added("dracula"))
    record(later(BookWithdrawn, 2, BROKEN, withdrawn=True))
    assert shown() == {"dracula"}
    assert parked == []
    assert drift()["agrees"]


def test_a_stored_book_that_cannot_be_read_is_hidden_and_parked(record, project, store_unreadable, parked, shown):
    record(book_added("emma"), book_added("dracula"))
    store_unreadable()
    project("emma", "dracula")
    assert shown() == {"dracula"}
    (body,) = map(json.loads, parked)
    assert "title" in body["reason"]


def test_a_withdrawn_book_that_cannot_be_read_leaves_the_index(record, project, store_unreadable, parked, shown):
    record(book_added("emma"))
    store_unreadable(withdrawn=True)
    project("emma")
    assert shown() == set()
    assert parked == []


@pytest.fixture
def with_unreadable_book(functions, record, store_unreadable):
    """The functions of a service in whose table one of three books cannot be read."""
    record(book_added("emma"), book_added("dracula"), book_added("walden"))
    store_unreadable()
    return functions


def test_one_unreadable_book_blocks_neither_rebuild_nor_drift_nor_repair(with_unreadable_book, reports, shown, drift):
    functions = with_unreadable_book
    assert drift()["behind"] == ["emma"]
    result = functions.rebuild({}, None)
    assert result["books"] == 2
    assert "title" in result["refused"]["emma"]
    assert shown() == {"dracula", "walden"}
    assert drift()["hidden"] == ["emma"]
    assert functions.drift({"repair": True}, None)["views"][0]["behind"] == []
    functions.self_heal(SCHEDULED_EVENT, None)
    assert set(reports) == {"BOOK#emma"}


def test_an_unreadable_book_is_left_out_of_the_simple_list(record, store_unreadable, functions):
    from chalicelib.books.repository import book_repository
    from chalicelib.books.term_repository import term_repository
    from chalicelib.query.fallback import FallbackSearch
    from chalicelib.query.question import Question

    record(book_added("emma"), book_added("emmeline"))
    term_repository().save(book_repository().scan())
    store_unreadable("emma")
    found = FallbackSearch(term_repository(), book_repository()).search(Question(words="emm"))
    assert [hit.book_id for hit in found.items] == ["emmeline"]


@pytest.fixture
def block(opensearch, stage):
    """Block writes to the serving index, as a full disk does, and return what ends the block."""

    def set_block(value):
        opensearch.indices.put_settings(
            index=f"books-{stage}",
            body={"index.blocks.read_only_allow_delete": value},
            params={"flat_settings": "true"},
        )

    return set_block


def test_a_blocked_index_is_waited_for_and_nothing_is_parked(record, project, parked, block, shown):
    """57. 403, disk watermark: the batch comes again, and no record is lost to the parking queue."""
    record(book_added("emma"))
    block(True)
    with pytest.raises(Unavailable):
        record(book_added("dracula"))
    assert parked == []
    block(None)
    project("dracula")
    assert shown() == {"emma", "dracula"}


def test_a_book_of_which_no_document_can_be_made_is_hidden_and_keeps_no_other_out(functions, monkeypatch):
    from chalicelib.index import document
    from tests.search.builders import book

    def fail_for_emma(book):
        if book.book_id == "emma":
            raise ZeroDivisionError
        return book.book_id

    monkeypatch.setattr(document, "to_document", fail_for_emma)
    documents, reasons = document.to_documents([book("emma", version=3), book("dracula")])
    assert documents == [document.HiddenDocument(book_id="emma", version=3), "dracula"]
    assert list(reasons) == ["emma"]
