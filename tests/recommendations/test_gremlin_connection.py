"""The connection to the graph gives up in time, and finds its way back."""

import pytest

from bookstore.engines import Deadline, DeadlineExceeded, Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought import gremlin_connection
from chalicelib.also_bought.gremlin_connection import Gremlin, Refused
from tests.line import Line

BRIEFLY, LONG = Timeout(0.2), Timeout(60)


@pytest.fixture
def line(engine):
    with Line(engine("gremlin").ports.gremlin) as opened:
        yield opened


@pytest.fixture
def connection(line):
    return Gremlin(f"ws://127.0.0.1:{line.port}/gremlin")


def one(g):
    return g.inject(1).to_list()


def test_an_answer_of_many_parts_comes_whole(connection):
    assert connection.ask(lambda g: g.inject(*range(500)).to_list(), LONG) == list(range(500))


def test_one_connection_serves_many_questions(connection, line):
    assert [connection.ask(one, LONG) for _ in range(3)] == [[1]] * 3
    assert line.opened == 1


def refused(connection, patience=BRIEFLY):
    with pytest.raises(Unavailable):
        connection.ask(one, patience)


def test_a_silent_server_is_waited_for_once(connection, line):
    """A connection that only grew old is opened anew; one that is silent is not."""
    connection.ask(one, LONG)
    line.silence()
    refused(connection)
    assert line.opened == 1


def test_a_server_that_never_answered_is_waited_for_once(connection, line):
    line.silence()
    refused(connection)
    assert line.opened == 1


def test_a_question_has_only_the_time_that_is_left(connection, line):
    now = [0.0]
    deadline = Deadline(2.0, now=lambda: now[0])
    assert connection.ask(one, deadline) == [1]
    now[0] = 2.0
    with pytest.raises(DeadlineExceeded):
        connection.ask(one, deadline)
    now[0] = 0.0
    assert (connection.ask(one, deadline), line.opened) == ([1], 1)


def test_between_conflicts_no_more_time_passes_than_is_left():
    waits, now = [], [0.0]
    connection = Gremlin("ws://nowhere")
    connection._once = lambda question, patience: _raise(gremlin_connection._refusal(500, "Conflict: again"))

    def wait(seconds):
        waits.append(seconds)
        now[0] += 0.5

    with pytest.raises(DeadlineExceeded):
        connection.ask(one, Deadline(1.2, now=lambda: now[0]), wait=wait)
    assert len(waits) == 3


def test_a_connection_that_was_cut_is_opened_anew(connection, line):
    connection.ask(one, LONG)
    line.cut()
    assert (connection.ask(one, LONG), line.opened) == ([1], 2)


def test_a_connection_long_unused_is_not_trusted(connection, line, monkeypatch):
    connection.ask(one, LONG)
    monkeypatch.setattr(gremlin_connection, "IDLE_SECONDS", 0.0)
    assert (connection.ask(one, LONG), line.opened) == ([1], 2)


def test_nobody_there_is_said_at_once():
    refused(Gremlin("ws://127.0.0.1:1/gremlin"), Timeout(600))


def test_a_question_the_graph_refuses_is_our_fault(connection):
    with pytest.raises(Refused):
        connection.ask(lambda g: g.inject("no vertex").out().to_list(), LONG)


def test_work_that_takes_too_long_is_given_up_by_the_server_first(line):
    connection = Gremlin(f"ws://127.0.0.1:{line.port}/gremlin")
    connection.ask(one, LONG)
    with pytest.raises(Unavailable):
        connection.ask(lambda g: g.inject(1).repeat(_same()).until(_never()).to_list(), Timeout(1.0))
    assert (connection.ask(one, LONG), line.opened) == ([1], 1)


def _same():
    from gremlin_python.process.graph_traversal import __

    return __.identity()


def _never():
    from gremlin_python.process.graph_traversal import __

    return __.is_(2)


@pytest.mark.parametrize(
    "word",
    [
        "ConcurrentModificationException",
        "Conflict: element modified in another transaction",
        "Vertex with id already exists: first/customer/ann",
        "Vertex id could not be resolved from mergeE: first/customer/ann",
    ],
)
def test_other_writers_in_the_way_are_waited_for(word):
    """61. Neptune's ConcurrentModificationException, and what the local server says instead."""
    waits, answers = [], [gremlin_connection._refusal(500, word)] * 2
    connection = Gremlin("ws://nowhere")
    connection._once = lambda question, patience: _raise(answers.pop()) if answers else question(None)
    assert connection.ask(lambda g: "done", LONG, wait=waits.append) == "done"
    assert len(waits) == 2


def test_other_writers_who_never_leave_are_a_busy_graph():
    connection = Gremlin("ws://nowhere")
    connection._once = lambda question, patience: _raise(gremlin_connection._refusal(500, "Conflict: again"))
    with pytest.raises(Unavailable, match="same moment"):
        connection.ask(one, LONG, wait=lambda seconds: None)


@pytest.mark.parametrize(("status", "text"), [(429, ""), (598, ""), (500, "TimeLimitExceededException")])
def test_a_busy_graph_is_asked_again_later(status, text):
    assert isinstance(gremlin_connection._refusal(status, text), Unavailable)


def _raise(problem):
    raise problem
