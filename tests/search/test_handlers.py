"""Search's handlers, called as Lambda calls them, on a real table and a real index."""

import json
import socket

import pytest
from msgspec import structs
from opensearchpy import OpenSearch

from bookstore import correlation
from bookstore.errors import Unavailable
from bookstore.events import BookWithdrawn, OrderRefunded
from chalicelib.index.admin import IndexAdmin
from tests.documented_commands import documented_invocations
from tests.lambda_events import sqs_event, stream_event, stream_record
from tests.search.builders import book_added, book_rated, edition, order_line, order_paid, stock_changed


def consume(functions, *events, correlation_id="correlation-1"):
    with correlation.of(correlation_id):
        batch = sqs_event(*events)
    return functions.consume(batch, None)


def project(functions, table):
    """Project everything in the table, as if all of it had just changed."""
    return functions.project(stream_event(*table.scan()), None)


def indexed(opensearch, stage, book_id="emma"):
    """Return the book's document from the serving index, or None."""
    index = f"books-{stage}"
    opensearch.indices.refresh(index=index)
    hits = opensearch.search(index=index, body={"query": {"ids": {"values": [book_id]}}})["hits"]["hits"]
    return hits[0]["_source"] if hits else None


def steps(correlation_id="correlation-1"):
    from chalicelib.own_table import traces

    return [(step.kind, step.name, step.subject, step.version) for step in traces().of(correlation_id)]


def test_recorded_events_are_projected(functions, parked, table, opensearch, stage):
    events = [book_added(), stock_changed("low"), book_rated((0, 0, 0, 0, 2)), order_paid(order_line(3))]
    assert consume(functions, *events) == {"batchItemFailures": []}
    project(functions, table)
    emma = indexed(opensearch, stage)
    assert emma["title"] == "Emma"
    assert emma["availability"] == "low"
    assert emma["rating"] == 5.0
    assert emma["bought"] == 3
    assert emma["version"] == 4
    assert parked == []


def test_a_withdrawn_book_is_hidden(functions, table, opensearch, stage):
    consume(functions, book_added())
    project(functions, table)
    consume(functions, BookWithdrawn(**structs.asdict(book_added()) | {"version": 2, "withdrawn": True}))
    project(functions, table)
    assert indexed(opensearch, stage) is None


@pytest.mark.parametrize("times", [1, 2])
def test_an_order_counts_once_however_often_and_in_which_order_it_arrives(functions, table, opensearch, stage, times):
    """46. A repeated event of an order does not count a second time."""
    refunded = OrderRefunded(**structs.asdict(order_paid(order_line(3, remaining=1))) | {"version": 3})
    consume(functions, book_added())
    for event in [refunded, order_paid(order_line(3))] * times:
        consume(functions, event)
    project(functions, table)
    assert indexed(opensearch, stage)["bought"] == 1


def test_each_step_is_traced_under_its_correlation_id(functions, table):
    consume(functions, book_added(), correlation_id="added")
    project(functions, table)
    consume(functions, order_paid(), correlation_id="ordered")
    functions.project(stream_event(table.get("BOOK#emma", "BOUGHT")), None)
    assert steps("added") == [("event", "BookAdded", "book/emma", 1), ("view", "index", "book/emma", 1)]
    assert steps("ordered") == [("event", "OrderPaid", "order/o-1", 2), ("view", "index", "book/emma", 2)]


def test_every_change_in_one_batch_is_traced_and_the_last_one_indexed(functions, table, opensearch, stage):
    states = []
    for correlation_id, event in (("first", stock_changed("in_stock", 2)), ("second", stock_changed("out", 3))):
        consume(functions, book_added(), event, correlation_id=correlation_id)
        states += [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.project(stream_event(*reversed(states)), None)
    assert ("view", "index", "book/emma", 3) in steps("first"), "the state that was written, which is the newest"
    assert ("view", "index", "book/emma", 3) in steps("second")
    assert indexed(opensearch, stage)["availability"] == "out"


def test_an_old_record_does_not_undo_a_newer_one(functions, table, opensearch, stage):
    consume(functions, book_added(), stock_changed("in_stock", 2))
    old = stream_event(*table.scan())
    consume(functions, stock_changed("out", 3))
    project(functions, table)
    functions.project(old, None)
    assert indexed(opensearch, stage)["availability"] == "out"


def test_a_removed_item_and_those_that_are_no_book_change_nothing(functions, parked, opensearch, stage):
    book = {"pk": "BOOK#emma", "sk": "BOOK", "doc_version": 1}
    records = [
        stream_record(book, None),
        stream_record(None, {"pk": "BOOK#emma", "sk": "BOUGHT#o-1"}),
        stream_record(None, book),
    ]
    functions.project({"Records": records}, None)
    assert not opensearch.indices.exists(index=f"books-{stage}-1")
    assert parked == []


def test_a_refused_book_is_parked_in_its_last_state_and_the_others_are_indexed(
    functions, parked, table, opensearch, stage
):
    """47. A poison record may also be one that the engine refuses."""
    consume(functions, book_added("emma", edition(released="one day")))
    before = list(table.scan())
    consume(functions, stock_changed(), book_added("persuasion"))
    functions.project(stream_event(*before, *table.scan()), None)
    (body,) = [json.loads(body) for body in parked]
    assert body["reason"].startswith("BookHidden: mapper_parsing_exception")
    image = body["record"]["dynamodb"]["NewImage"]
    assert image["pk"] == {"S": "BOOK#emma"}
    assert image["doc_version"] == {"N": "2"}
    assert indexed(opensearch, stage, "persuasion")
    assert [step for step in steps() if step[0] == "view"] == [("view", "index", "book/persuasion", 1)]


def test_an_unreadable_book_is_parked_and_the_others_are_indexed(functions, parked, table, opensearch, stage):
    consume(functions, book_added("persuasion"))
    broken = {"pk": "BOOK#emma", "sk": "BOOK", "doc_version": 1, "catalog": {"title": "Emma"}}
    table.put(broken)
    functions.project(stream_event(*table.scan()), None)
    assert [json.loads(body)["reason"].split(":")[:2] for body in parked] == [["BookHidden", " ValidationError"]]
    assert indexed(opensearch, stage, "persuasion")


def test_while_opensearch_is_down_the_whole_batch_is_retried(functions, parked, table, monkeypatch):
    consume(functions, book_added())
    with socket.create_server(("127.0.0.1", 0)) as closed:
        unreachable = OpenSearch([f"http://127.0.0.1:{closed.getsockname()[1]}"], max_retries=0)
    monkeypatch.setattr(functions, "projector_admin", lambda: IndexAdmin("books-down", unreachable))
    with pytest.raises(Unavailable):
        project(functions, table)
    assert parked == []
    assert [step for step in steps() if step[0] == "view"] == []


def test_a_batch_is_retried_when_its_traces_cannot_be_saved(functions, parked, table, monkeypatch):
    consume(functions, book_added())
    records = stream_event(*table.scan())

    def busy(traces, *steps):
        raise Unavailable("The table is busy.")

    monkeypatch.setattr("bookstore.messaging.trace.Traces.record", busy)
    with pytest.raises(Unavailable):
        functions.project(records, None)
    assert parked == []


def test_only_a_broken_message_is_retried(functions, table):
    without_edition = structs.replace(book_added("persuasion"), editions=())
    response = consume(functions, "{}", book_added(), without_edition)
    assert [failed["itemIdentifier"] for failed in response["batchItemFailures"]] == ["message-0", "message-2"]
    assert [item["pk"] for item in table.scan() if item["sk"] == "BOOK"] == ["BOOK#emma"]


def test_a_rebuild_fills_a_new_index_and_switches_the_alias(functions, table, opensearch, stage):
    consume(functions, book_added(), book_added("persuasion"))
    project(functions, table)
    assert functions.rebuild({}, None) == {"target": f"books-{stage}-2", "books": 2, "refused": {}}
    assert list(opensearch.indices.get_alias(name=f"books-{stage}")) == [f"books-{stage}-2"]
    assert indexed(opensearch, stage)["title"] == "Emma"


def test_a_rebuild_needs_no_index_before_it(functions, opensearch, stage):
    consume(functions, book_added())
    functions.rebuild({}, None)
    assert indexed(opensearch, stage)["title"] == "Emma"


def test_drift_is_reported_and_repaired_on_request(functions, table, opensearch, stage):
    consume(functions, book_added(), book_added("persuasion"))
    project(functions, table)
    consume(functions, stock_changed("out", 2))
    drift = functions.drift({}, None)["views"][0]
    assert drift["behind"] == ["emma"]
    assert drift["missing"] == []
    assert drift["agrees"] is False
    assert drift["repaired"] is False
    assert functions.drift({"repair": True}, None)["views"][0]["repaired"]
    assert functions.drift({}, None)["views"][0]["agrees"]
    assert indexed(opensearch, stage)["availability"] == "out"


@pytest.mark.parametrize(
    ("function", "payload"), [*documented_invocations("search"), *((name, {}) for name in ("keep", "rebuild", "drift"))]
)
def test_a_function_can_be_invoked_by_hand(app, function, payload):
    app.handler_map[function](payload, None)
