"""Search's functions, called as Lambda calls them, on a real table and a real index."""

import json
import socket

import pytest
from msgspec import structs
from opensearchpy import OpenSearch

from bookstore import correlation
from bookstore.errors import Unavailable
from bookstore.events import BookWithdrawn, OrderRefunded
from chalicelib.index.admin import Shelves
from tests.search.builders import edition, line, paid, rated, stock, told
from tests.shapes import changed, queued, streamed


@pytest.fixture
def functions(app):
    from chalicelib import handlers

    return handlers


@pytest.fixture
def parked(monkeypatch):
    """What came to rest in the parking queue."""
    resting = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda queue_url: resting.append)
    return resting


def consume(functions, *events, story="story-1"):
    with correlation.of(story):
        batch = queued(*events)
    return functions.consume(batch, None)


def project(functions, table):
    """Everything in the table, as if all of it had just changed."""
    return functions.project(streamed(*table.scan()), None)


def shown(opensearch, stage, book_id="emma"):
    """What the answering index has of a book, or None."""
    index = f"books-{stage}"
    opensearch.indices.refresh(index=index)
    hits = opensearch.search(index=index, body={"query": {"ids": {"values": [book_id]}}})["hits"]["hits"]
    return hits[0]["_source"] if hits else None


def steps(story="story-1"):
    from chalicelib.own_table import traces

    return [(step.kind, step.name, step.subject, step.version) for step in traces().of(story)]


def test_what_is_heard_is_shown(functions, parked, table, opensearch, stage):
    events = [told(), stock("low"), rated((0, 0, 0, 0, 2)), paid(line(3))]
    assert consume(functions, *events) == {"batchItemFailures": []}
    project(functions, table)
    emma = shown(opensearch, stage)
    assert (emma["title"], emma["availability"], emma["rating"], emma["bought"]) == ("Emma", "low", 5.0, 3)
    assert (emma["version"], parked) == (4, [])


def test_a_withdrawn_book_is_hidden(functions, table, opensearch, stage):
    consume(functions, told())
    project(functions, table)
    consume(functions, BookWithdrawn(**structs.asdict(told()) | {"version": 2, "withdrawn": True}))
    project(functions, table)
    assert shown(opensearch, stage) is None


@pytest.mark.parametrize("times", [1, 2])
def test_popularity_rises_once_however_often_and_in_which_order_it_is_heard(functions, table, opensearch, stage, times):
    """46. An order that is heard once more counts no second time."""
    refunded = OrderRefunded(**structs.asdict(paid(line(3, remaining=1))) | {"version": 3})
    consume(functions, told())
    for event in [refunded, paid(line(3))] * times:
        consume(functions, event)
    project(functions, table)
    assert shown(opensearch, stage)["bought"] == 1


def test_each_step_is_traced_under_its_own_story(functions, table):
    consume(functions, told(), story="added")
    project(functions, table)
    consume(functions, paid(), story="ordered")
    project(functions, table)
    assert steps("added") == [("event", "BookAdded", "book/emma", 1), ("view", "index", "book/emma", 1)]
    assert steps("ordered") == [("event", "OrderPaid", "order/o-1", 2), ("view", "index", "book/emma", 2)]


def test_every_change_in_one_batch_is_traced_and_the_last_one_shown(functions, table, opensearch, stage):
    states = []
    for story, event in (("first", stock("in_stock", 2)), ("second", stock("out", 3))):
        consume(functions, told(), event, story=story)
        states += [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.project(streamed(*reversed(states)), None)
    assert ("view", "index", "book/emma", 2) in steps("first")
    assert ("view", "index", "book/emma", 3) in steps("second")
    assert shown(opensearch, stage)["availability"] == "out"


def test_an_old_record_does_not_undo_a_newer_one(functions, table, opensearch, stage):
    consume(functions, told(), stock("in_stock", 2))
    old = streamed(*table.scan())
    consume(functions, stock("out", 3))
    project(functions, table)
    functions.project(old, None)
    assert shown(opensearch, stage)["availability"] == "out"


def test_a_removed_item_and_those_that_are_no_book_change_nothing(functions, parked, opensearch, stage):
    book = {"pk": "BOOK#emma", "sk": "BOOK", "doc_version": 1}
    records = [changed(book, None), changed(None, {"pk": "BOOK#emma", "sk": "BOUGHT#o-1"}), changed(None, book)]
    functions.project({"Records": records}, None)
    assert (opensearch.indices.exists(index=f"books-{stage}-1"), parked) == (False, [])


def test_a_book_the_index_refuses_is_parked_in_its_last_state_and_the_others_are_shown(
    functions, parked, table, opensearch, stage
):
    """47. The poison may also be what the engine will not take."""
    consume(functions, told("emma", edition(released="one day")))
    before = list(table.scan())
    consume(functions, stock(), told("persuasion"))
    functions.project(streamed(*before, *table.scan()), None)
    (parcel,) = [json.loads(parcel) for parcel in parked]
    assert parcel["reason"].startswith("RefusedByIndex: mapper_parsing_exception")
    image = parcel["record"]["dynamodb"]["NewImage"]
    assert (image["pk"], image["doc_version"]) == ({"S": "BOOK#emma"}, {"N": "2"})
    assert shown(opensearch, stage, "persuasion")
    assert [step for step in steps() if step[0] == "view"] == [("view", "index", "book/persuasion", 1)]


def test_an_unreadable_book_is_parked_and_the_others_are_shown(functions, parked, table, opensearch, stage):
    consume(functions, told("persuasion"))
    broken = {"pk": "BOOK#emma", "sk": "BOOK", "doc_version": 1, "catalog": {"title": "Emma"}}
    functions.project(streamed(broken, *table.scan()), None)
    assert [json.loads(parcel)["reason"].split(":")[0] for parcel in parked] == ["ValidationError"]
    assert shown(opensearch, stage, "persuasion")


def test_with_the_index_away_the_whole_batch_comes_again(functions, parked, table, monkeypatch):
    consume(functions, told())
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nowhere = OpenSearch([f"http://127.0.0.1:{closed.getsockname()[1]}"], max_retries=0)
    monkeypatch.setattr(functions, "shelves", lambda: Shelves("books-away", nowhere))
    with pytest.raises(Unavailable):
        project(functions, table)
    assert (parked, [step for step in steps() if step[0] == "view"]) == ([], [])


def test_a_trace_that_cannot_be_kept_brings_the_batch_again(functions, parked, table, monkeypatch):
    consume(functions, told())
    records = streamed(*table.scan())

    def busy(traces, *steps):
        raise Unavailable("The table is busy.")

    monkeypatch.setattr("bookstore.messaging.trace.Traces.note", busy)
    with pytest.raises(Unavailable):
        functions.project(records, None)
    assert parked == []


def test_a_broken_message_comes_again_alone(functions, table):
    nothing_to_buy = structs.replace(told("persuasion"), editions=())
    answer = consume(functions, "{}", told(), nothing_to_buy)
    assert [failed["itemIdentifier"] for failed in answer["batchItemFailures"]] == ["message-0", "message-2"]
    assert [item["pk"] for item in table.scan() if item["sk"] == "BOOK"] == ["BOOK#emma"]


def test_a_rebuild_fills_a_new_index_and_puts_it_in_place(functions, table, opensearch, stage):
    consume(functions, told(), told("persuasion"))
    project(functions, table)
    assert functions.rebuild({}, None) == {"target": f"books-{stage}-2", "books": 2, "refused": {}}
    assert list(opensearch.indices.get_alias(name=f"books-{stage}")) == [f"books-{stage}-2"]
    assert shown(opensearch, stage)["title"] == "Emma"


def test_a_rebuild_needs_no_index_before_it(functions, opensearch, stage):
    consume(functions, told())
    functions.rebuild({}, None)
    assert shown(opensearch, stage)["title"] == "Emma"


def test_drift_is_found_and_on_demand_repaired(functions, table, opensearch, stage):
    consume(functions, told(), told("persuasion"))
    project(functions, table)
    consume(functions, stock("out", 2))
    found = functions.drift({}, None)["views"][0]
    assert (found["behind"], found["missing"], found["agrees"], found["repaired"]) == (["emma"], [], False, False)
    assert functions.drift({"repair": True}, None)["views"][0]["repaired"]
    assert functions.drift({}, None)["views"][0]["agrees"]
    assert shown(opensearch, stage)["availability"] == "out"
