"""The projectors while Redis or the graph is dead or slow (case 60 of the faults): they wait, and park nothing."""

import pytest

from bookstore.errors import Unavailable
from bookstore.messaging.stream_batches import RetryBatch
from chalicelib.bestsellers import leaderboard
from tests.flaky_proxy import FlakyProxy
from tests.lambda_events import stream_event, stream_record
from tests.recommendations.builders import order
from tests.templates import functions

BRIEFLY = 0.2  # seconds: how long is no matter here, only that the wait ends


def slow(line):
    line.delay = 10 * BRIEFLY


@pytest.fixture
def parked(monkeypatch):
    records = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda url: records.append)
    return records


@pytest.fixture
def handlers(app, redis_line, gremlin_line, monkeypatch):
    """The Lambda functions, which give each step of an engine a moment only."""
    from chalicelib import handlers

    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{redis_line.port}/0")
    monkeypatch.setenv("GREMLIN_URL", f"ws://127.0.0.1:{gremlin_line.port}/gremlin")
    for module in ("bestsellers.leaderboard", "also_bought.graph"):
        monkeypatch.setattr(f"chalicelib.{module}.WORKER_SECONDS", BRIEFLY)
    return handlers


@pytest.mark.parametrize("fault", [FlakyProxy.stall, slow, FlakyProxy.stop_listening])
def test_a_batch_waits_for_an_engine_once_and_is_retried_as_a_whole(handlers, redis_line, table, parked, fault):
    """60. Not once for each record; slow is not failed, and nothing is parked for it."""
    books = [{"pk": f"BOOK#book-{n}", "sk": "BOOK", "doc_version": 1} for n in range(10)]
    table.put({"pk": "VIEW#bestsellers", "sk": "VIEW", "name": "bestsellers", "serving": "unused"})
    fault(redis_line)
    with pytest.raises(RetryBatch, match="10 records"):
        handlers.project_bestsellers(stream_event(*books), None)
    assert redis_line.connection_count <= 1
    assert parked == []


@pytest.mark.parametrize("fault", [FlakyProxy.stall, slow, FlakyProxy.stop_listening])
def test_purchases_wait_for_the_graph_and_are_not_parked(handlers, gremlin_line, table, parked, fault):
    from chalicelib.ledger import record_events
    from chalicelib.ledger.repository import ledger_repository

    record_events.on_order_changed(order("emma"), ledger=ledger_repository())
    owned = [item for item in table.scan() if item["sk"].startswith("OWNS#")]
    fault(gremlin_line)
    with pytest.raises((RetryBatch, Unavailable)):
        handlers.project_graph({"Records": [stream_record(None, item) for item in owned]}, None)
    assert len(owned) == 1
    assert parked == []


@pytest.mark.parametrize("projector", ["ProjectLists", "ProjectGraph"])
def test_a_projector_lives_much_longer_than_it_waits_for_one_step(projector):
    """An engine that is slow for every record is still done with many of them."""
    assert functions("recommendations")[projector]["Timeout"] >= 20 * leaderboard.WORKER_SECONDS
