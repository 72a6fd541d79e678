"""What OpenSearch has lost is there again a minute later, without anybody asking for it (cases 49 and 59)."""

import pytest
from msgspec import structs

from bookstore.errors import Unavailable
from chalicelib.index.document import Document
from tests.search.builders import doc, told
from tests.shapes import TICK, queued, streamed


class Learnt(Document, frozen=True, kw_only=True):
    """A document as tomorrow's code may write it."""

    shelf: str


@pytest.fixture
def functions(app, table):
    """Two books on the shelf, and the clock has looked at them."""
    from chalicelib import handlers

    handlers.consume(queued(told("emma"), told("dracula")), None)
    project(handlers, table)
    handlers.keep(TICK, None)
    return handlers


def project(events, table):
    events.project(streamed(*[item for item in table.scan() if item["sk"] == "BOOK"]), None)


def differing(functions):
    (found,) = functions.drift({}, None)["views"]
    return len(found["missing"]) + len(found["behind"]) + len(found["ahead"]) + len(found["unknown"])


def answering(opensearch, stage):
    opensearch.indices.refresh(index=f"books-{stage}-*")
    return opensearch.count(index=f"books-{stage}")["count"]


def put_back(opensearch, index, *documents):
    """The index as it was when there were only these."""
    from chalicelib.index.admin import patient_shelves

    opensearch.indices.delete(index=index)
    patient_shelves().create(index, answering=True)
    patient_shelves().write(index, documents)


def test_an_index_that_is_whole_is_not_compared(functions, monkeypatch):
    monkeypatch.setattr("chalicelib.index.drift.compare", pytest.fail)
    functions.keep(TICK, None)


def test_an_index_that_is_gone_is_made_anew(functions, opensearch, stage):
    """59. With both its aliases."""
    opensearch.indices.delete(index=f"books-{stage}-1")
    functions.keep(TICK, None)
    assert (differing(functions), answering(opensearch, stage)) == (0, 2)


def test_an_index_that_lost_books_gets_them_back(functions, opensearch, stage):
    """59. As from a snapshot: fewer versions than a minute ago."""
    put_back(opensearch, f"books-{stage}-1", doc("dracula"))
    functions.keep(TICK, None)
    assert (differing(functions), answering(opensearch, stage)) == (0, 2)


@pytest.mark.parametrize("alias", ["books-{}", "books-{}-1-in"])
def test_an_index_without_an_alias_gets_it_back(functions, opensearch, table, stage, alias):
    """59. As from a snapshot that was restored without them: readers find it, and the stream writes to it."""
    opensearch.indices.delete_alias(index=f"books-{stage}-1", name=alias.format(stage))
    functions.keep(TICK, None)
    functions.consume(queued(told("emma", version=2)), None)
    project(functions, table)
    assert (differing(functions), answering(opensearch, stage)) == (0, 2)


def test_what_the_projector_never_saw_is_found_at_night(functions):
    """49. A reader of the stream that was off for longer than the stream remembers: the table still knows."""
    functions.consume(queued(told("walden")), None)
    assert differing(functions) == 1
    functions.drift({"repair": True}, None)
    assert differing(functions) == 0


@pytest.fixture
def grown(functions, monkeypatch):
    """The code has learnt a field since the index was made."""
    from chalicelib.index import admin, mapping

    was = mapping.index_body()
    was["mappings"]["properties"]["shelf"] = {"type": "keyword"}
    monkeypatch.setattr(admin, "index_body", lambda: was)
    admin._shape.cache_clear()
    yield functions
    admin._shape.cache_clear()


def test_an_index_of_an_older_shape_is_made_anew(grown, opensearch, stage):
    """58. A deployment needs nobody to rebuild after it, and the next minute rebuilds nothing more."""
    for _ in range(2):
        grown.keep(TICK, None)
    (answering,) = opensearch.indices.get_alias(name=f"books-{stage}")
    assert (answering, differing(grown)) == (f"books-{stage}-2", 0)


def test_a_book_with_a_field_that_the_index_does_not_know_yet_waits_for_the_one_that_does(functions, opensearch, stage):
    """58. It is not parked: the batch comes again until the index is made anew."""
    from chalicelib.index.admin import patient_shelves

    learnt = structs.asdict(doc("walden")) | {"shelf": "by the door"}
    with pytest.raises(Unavailable):
        patient_shelves().write(f"books-{stage}-1", [Learnt(**learnt)])


def test_a_rebuild_that_broke_off_keeps_no_later_one_waiting(functions, stage, monkeypatch):
    from chalicelib.index.target_repository import views

    with monkeypatch.context() as broken:
        broken.setattr("chalicelib.index.admin.Shelves.write", _away)
        with pytest.raises(Unavailable):
            functions.rebuild({}, None)
    assert (views().get().targets, views().get().begun_at) == ((f"books-{stage}-1",), None)
    assert functions.rebuild({}, None)["books"] == 2


def test_while_somebody_rebuilds_the_clock_keeps_its_hands_off(functions, opensearch, stage):
    from bookstore import clock
    from chalicelib.index.target_repository import views
    from chalicelib.index.targets import View

    views().begin(View(2, (f"books-{stage}-1", f"books-{stage}-2"), clock.now()))
    opensearch.delete(index=f"books-{stage}-1", id="emma")
    functions.keep(TICK, None)
    assert answering(opensearch, stage) == 1


def _away(*_):
    raise Unavailable("Not now.")


def test_before_the_first_book_there_is_nothing_to_keep(app, opensearch, stage):
    from chalicelib import handlers

    handlers.keep(TICK, None)
    assert not opensearch.indices.exists(index=f"books-{stage}-1")
