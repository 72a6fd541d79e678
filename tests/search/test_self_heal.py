"""What OpenSearch has lost is repaired a minute later, without an operator (cases 49 and 59)."""

import pytest
from msgspec import structs

from bookstore.errors import Unavailable
from chalicelib.index.document import Document
from tests.lambda_events import SCHEDULED_EVENT, sqs_event, stream_event
from tests.search.builders import book_added, doc


class ExtendedDocument(Document, frozen=True, kw_only=True):
    """A document as a later version of the code may write it."""

    location: str


@pytest.fixture
def functions(functions, table):
    """The handlers, with two books indexed and checked once."""
    functions.consume(sqs_event(book_added("emma"), book_added("dracula")), None)
    project(functions, table)
    functions.self_heal(SCHEDULED_EVENT, None)
    return functions


def project(functions, table):
    functions.project(stream_event(*[item for item in table.scan() if item["sk"] == "BOOK"]), None)


def drift_count(functions):
    (drift,) = functions.drift({}, None)["views"]
    return sum(len(drift[kind]) for kind in ("missing", "behind", "ahead", "unknown"))


def visible_count(opensearch, stage):
    opensearch.indices.refresh(index=f"books-{stage}-*")
    return opensearch.count(index=f"books-{stage}")["count"]


def restore(opensearch, index, *documents):
    """Put the index back to a state with only these documents."""
    from chalicelib.index.admin import job_admin

    opensearch.indices.delete(index=index)
    job_admin().create(index, with_alias=True)
    job_admin().write(index, documents)


def test_a_complete_index_is_not_compared(functions, monkeypatch):
    monkeypatch.setattr("chalicelib.index.self_heal.compare_indices", pytest.fail)
    functions.self_heal(SCHEDULED_EVENT, None)


def test_an_index_that_is_gone_is_created(functions, opensearch, stage):
    """59. With both its aliases."""
    opensearch.indices.delete(index=f"books-{stage}-1")
    functions.self_heal(SCHEDULED_EVENT, None)
    assert drift_count(functions) == 0
    assert visible_count(opensearch, stage) == 2


def test_lost_documents_are_written(functions, opensearch, stage):
    """59. As after a restore from a snapshot: fewer versions than a minute ago."""
    restore(opensearch, f"books-{stage}-1", doc("dracula"))
    functions.self_heal(SCHEDULED_EVENT, None)
    assert drift_count(functions) == 0
    assert visible_count(opensearch, stage) == 2


@pytest.mark.parametrize("alias", ["books-{}", "books-{}-1-in"])
def test_a_lost_alias_is_restored(functions, opensearch, table, stage, alias):
    """59. As from a snapshot that was restored without aliases: customers and the projector find the index."""
    opensearch.indices.delete_alias(index=f"books-{stage}-1", name=alias.format(stage))
    functions.self_heal(SCHEDULED_EVENT, None)
    functions.consume(sqs_event(book_added("emma", version=2)), None)
    project(functions, table)
    assert drift_count(functions) == 0
    assert visible_count(opensearch, stage) == 2


def test_the_nightly_repair_writes_what_the_projector_missed(functions):
    """49. The projector was off for longer than the stream retains records; the table still has them."""
    functions.consume(sqs_event(book_added("walden")), None)
    assert drift_count(functions) == 1
    functions.drift({"repair": True}, None)
    assert drift_count(functions) == 0


@pytest.fixture
def outdated(functions, monkeypatch):
    """The mapping has changed since the index was created."""
    from chalicelib.index import admin, mapping

    body = mapping.index_body()
    body["mappings"]["properties"]["location"] = {"type": "keyword"}
    monkeypatch.setattr(admin, "index_body", lambda: body)
    admin._definition_hash.cache_clear()
    yield functions
    admin._definition_hash.cache_clear()


def test_an_outdated_index_is_rebuilt_once(outdated, opensearch, stage):
    """58. A deployment needs no manual rebuild, and the next minute rebuilds nothing more."""
    for _ in range(2):
        outdated.self_heal(SCHEDULED_EVENT, None)
    assert list(opensearch.indices.get_alias(name=f"books-{stage}")) == [f"books-{stage}-2"]
    assert drift_count(outdated) == 0


def test_a_document_with_an_unmapped_field_is_retried_until_the_index_is_rebuilt(functions, opensearch, stage):
    """58. It is not parked."""
    from chalicelib.index.admin import job_admin

    fields = structs.asdict(doc("walden")) | {"location": "by the door"}
    with pytest.raises(Unavailable):
        job_admin().write(f"books-{stage}-1", [ExtendedDocument(**fields)])


def test_a_failed_rebuild_releases_its_lease(functions, stage, monkeypatch):
    from chalicelib.index.target_repository import target_repository

    with monkeypatch.context() as patch:
        patch.setattr("chalicelib.index.admin.IndexAdmin.write", _fail)
        with pytest.raises(Unavailable):
            functions.rebuild({}, None)
    current = target_repository().get()
    assert current.targets == (f"books-{stage}-1",)
    assert current.started_at is None
    assert functions.rebuild({}, None)["books"] == 2


def test_during_a_rebuild_nothing_is_repaired(functions, opensearch, stage):
    from bookstore import clock
    from chalicelib.index.target_repository import target_repository
    from chalicelib.index.targets import IndexTargets

    target_repository().save_next(IndexTargets(2, (f"books-{stage}-1", f"books-{stage}-2"), clock.now()))
    opensearch.delete(index=f"books-{stage}-1", id="emma")
    functions.self_heal(SCHEDULED_EVENT, None)
    assert visible_count(opensearch, stage) == 1


def _fail(*_):
    raise Unavailable("Not now.")


def test_before_the_first_book_no_index_is_created(app, opensearch, stage):
    from chalicelib import handlers

    handlers.self_heal(SCHEDULED_EVENT, None)
    assert not opensearch.indices.exists(index=f"books-{stage}-1")
