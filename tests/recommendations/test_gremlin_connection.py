"""The connection to the graph gives up in time, reconnects, and signs for Neptune."""

import pytest

from bookstore.engines import Deadline, DeadlineExceeded, Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought import gremlin_connection
from chalicelib.also_bought.gremlin_connection import GremlinConnection, QueryRejected, signature_headers
from tests.flaky_proxy import FlakyProxy

BRIEFLY, LONG = Timeout(0.2), Timeout(60)
UNREACHABLE = "ws://unreachable"


@pytest.fixture
def line(engine):
    with FlakyProxy(engine("gremlin").ports.gremlin) as line:
        yield line


@pytest.fixture
def connection(line):
    return GremlinConnection(f"ws://127.0.0.1:{line.port}/gremlin")


def one(g):
    return g.inject(1).to_list()


def test_a_result_in_many_messages_is_read_completely(connection):
    assert connection.run(lambda g: g.inject(*range(500)).to_list(), LONG) == list(range(500))


def test_one_connection_serves_many_queries(connection, line):
    assert [connection.run(one, LONG) for _ in range(3)] == [[1]] * 3
    assert line.connection_count == 1


def is_unavailable(connection, time_limit=BRIEFLY) -> bool:
    with pytest.raises(Unavailable):
        connection.run(one, time_limit)
    return True


def test_a_silent_server_is_waited_for_once(connection, line):
    """A connection that only grew old is replaced; one that is silent is not."""
    connection.run(one, LONG)
    line.stall()
    assert is_unavailable(connection)
    assert line.connection_count == 1


def test_a_server_that_never_responded_is_waited_for_once(connection, line):
    line.stall()
    assert is_unavailable(connection)
    assert line.connection_count == 1


def test_a_query_has_only_the_remaining_time(connection, line):
    now = [0.0]
    deadline = Deadline(2.0, now=lambda: now[0])
    assert connection.run(one, deadline) == [1]
    now[0] = 2.0
    with pytest.raises(DeadlineExceeded):
        connection.run(one, deadline)
    now[0] = 0.0
    assert connection.run(one, deadline) == [1]
    assert line.connection_count == 1


def conflict(query, time_limit):
    raise gremlin_connection._to_error(500, "Conflict: retry")


def test_retries_after_conflicts_end_with_the_remaining_time(monkeypatch):
    waits, now = [], [0.0]
    connection = GremlinConnection(UNREACHABLE)
    monkeypatch.setattr(connection, "_run_once", conflict)

    def wait(seconds):
        waits.append(seconds)
        now[0] += 0.5

    with pytest.raises(DeadlineExceeded):
        connection.run(one, Deadline(1.2, now=lambda: now[0]), wait=wait)
    assert len(waits) == 3


def test_a_connection_that_was_cut_is_replaced(connection, line):
    connection.run(one, LONG)
    line.drop_connections()
    assert connection.run(one, LONG) == [1]
    assert line.connection_count == 2


def test_a_connection_that_was_idle_for_long_is_replaced(connection, line, monkeypatch):
    connection.run(one, LONG)
    monkeypatch.setattr(gremlin_connection, "IDLE_SECONDS", 0.0)
    assert connection.run(one, LONG) == [1]
    assert line.connection_count == 2


def test_a_refused_connection_is_unavailable_at_once():
    assert is_unavailable(GremlinConnection("ws://127.0.0.1:1/gremlin"), Timeout(600))


def test_a_query_that_the_graph_rejects_is_our_fault(connection):
    with pytest.raises(QueryRejected):
        connection.run(lambda g: g.inject("no vertex").out().to_list(), LONG)


def test_a_query_that_takes_too_long_is_ended_by_the_server_first(line):
    connection = GremlinConnection(f"ws://127.0.0.1:{line.port}/gremlin")
    connection.run(one, LONG)
    with pytest.raises(Unavailable):
        connection.run(lambda g: g.inject(1).repeat(_same()).until(_never()).to_list(), Timeout(1.0))
    assert connection.run(one, LONG) == [1]
    assert line.connection_count == 1


def _same():
    from gremlin_python.process.graph_traversal import __

    return __.identity()


def _never():
    from gremlin_python.process.graph_traversal import __

    return __.is_(2)


@pytest.mark.parametrize(
    "message",
    [
        "ConcurrentModificationException",
        "Conflict: element modified in another transaction",
        "Vertex with id already exists: first/customer/ann",
        "Vertex id could not be resolved from mergeE: first/customer/ann",
    ],
)
def test_conflicts_with_other_writers_are_retried(message, monkeypatch):
    """61. Neptune's ConcurrentModificationException, and what the local server reports instead."""
    waits, errors = [], [gremlin_connection._to_error(500, message)] * 2

    def run_once(query, time_limit):
        if errors:
            raise errors.pop()
        return query(None)

    connection = GremlinConnection(UNREACHABLE)
    monkeypatch.setattr(connection, "_run_once", run_once)
    assert connection.run(lambda g: "done", LONG, wait=waits.append) == "done"
    assert len(waits) == 2


def test_conflicts_without_end_are_a_busy_graph(monkeypatch):
    connection = GremlinConnection(UNREACHABLE)
    monkeypatch.setattr(connection, "_run_once", conflict)
    with pytest.raises(Unavailable, match="very busy"):
        connection.run(one, LONG, wait=lambda seconds: None)


@pytest.mark.parametrize(("status", "message"), [(429, ""), (598, ""), (500, "TimeLimitExceededException")])
def test_a_busy_graph_is_unavailable(status, message):
    assert isinstance(gremlin_connection._to_error(status, message), Unavailable)


def test_a_local_server_is_sent_no_signature():
    assert signature_headers("ws://127.0.0.1:8182/gremlin") == {}


def test_neptune_is_sent_a_signature_of_the_functions_own_role(monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "session")
    headers = signature_headers("wss://graph.example:8182/gremlin")
    assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=test/")
    assert "/us-east-1/neptune-db/aws4_request, SignedHeaders=host;" in headers["Authorization"]
    assert headers["X-Amz-Security-Token"] == "session"
    assert "Host" not in headers
