"""A request waits for engines within one budget, and an engine that never answers in time is not asked for a while."""

import pytest

from bookstore import engines
from bookstore.engines import CircuitBreaker, CircuitOpen, Deadline, DeadlineExceeded, Timeout
from bookstore.errors import Unavailable

READ = 2.0


class Clock:
    """Time that passes when a test says so."""

    def __init__(self):
        self.seconds = 1_000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return CircuitBreaker("opensearch", slow_seconds=READ / 2, now=clock)


def fail(breaker, clock, after):
    with pytest.raises(Unavailable) as raised:
        call(breaker, clock, after, Unavailable("away"))
    return raised.value


def call(breaker, clock, after, error):
    with breaker.guard():
        clock.seconds += after
        raise error


def answer(breaker):
    with breaker.guard():
        return "answered"


def open_circuit(breaker, clock):
    for _ in range(engines.FAILURES):
        fail(breaker, clock, after=READ)


def test_all_questions_of_a_request_share_its_seconds(clock):
    deadline = Deadline(READ, now=clock)
    clock.seconds += 1.5
    assert deadline.remaining() == pytest.approx(0.5)


def test_a_request_whose_seconds_are_used_up_asks_nothing_more(clock):
    deadline = Deadline(READ, now=clock)
    clock.seconds += READ - engines.SHORTEST / 2
    with pytest.raises(DeadlineExceeded):
        deadline.remaining()


def test_a_projector_has_its_seconds_for_every_call():
    timeout = Timeout(5.0)
    assert [timeout.remaining(), timeout.remaining()] == [5.0, 5.0]


def test_the_seconds_are_one_setting(monkeypatch):
    monkeypatch.setenv("ENGINE_READ_SECONDS", "0.25")
    engines.read_seconds.cache_clear()
    try:
        assert engines.read_seconds() == 0.25
    finally:
        engines.read_seconds.cache_clear()


def test_two_seconds_are_the_rule():
    assert engines.EngineSettings().engine_read_seconds == READ


def test_a_few_time_outs_in_a_row_open_the_circuit(breaker, clock):
    for _ in range(engines.FAILURES - 1):
        fail(breaker, clock, after=READ)
    assert not isinstance(fail(breaker, clock, after=READ), CircuitOpen)
    assert isinstance(fail(breaker, clock, after=0), CircuitOpen)


def test_an_open_circuit_asks_nothing(breaker, clock):
    open_circuit(breaker, clock)
    calls = []
    with pytest.raises(CircuitOpen), breaker.guard():
        calls.append("the engine")
    assert calls == []


def test_an_answer_between_them_makes_time_outs_count_from_zero(breaker, clock):
    for _ in range(2):
        for _ in range(engines.FAILURES - 1):
            fail(breaker, clock, after=READ)
        assert answer(breaker) == "answered"


def test_refusals_cost_no_time_and_never_open_the_circuit(breaker, clock):
    for _ in range(5 * engines.FAILURES):
        fail(breaker, clock, after=0.01)
    assert answer(breaker) == "answered"


def test_a_call_that_was_given_little_time_does_not_count(breaker, clock):
    for _ in range(5 * engines.FAILURES):
        fail(breaker, clock, after=READ / 2 - 0.01)
    assert answer(breaker) == "answered"


def test_after_a_while_one_call_tries_and_its_answer_closes_the_circuit(breaker, clock):
    open_circuit(breaker, clock)
    clock.seconds += engines.OPEN_SECONDS
    assert [answer(breaker) for _ in range(3)] == ["answered"] * 3


def test_a_trial_in_vain_keeps_the_circuit_open_for_all_others(breaker, clock):
    open_circuit(breaker, clock)
    clock.seconds += engines.OPEN_SECONDS
    assert not isinstance(fail(breaker, clock, after=READ), CircuitOpen)
    clock.seconds += engines.OPEN_SECONDS - 0.01
    assert isinstance(fail(breaker, clock, after=0), CircuitOpen)


def test_while_one_call_tries_others_are_not_let_through(breaker, clock):
    open_circuit(breaker, clock)
    clock.seconds += engines.OPEN_SECONDS
    with breaker.guard(), pytest.raises(CircuitOpen), breaker.guard():
        pass


def test_mistakes_of_ours_say_nothing_about_the_engine(breaker, clock):
    for _ in range(5 * engines.FAILURES):
        with pytest.raises(KeyError):
            call(breaker, clock, READ, KeyError("ours"))
    assert answer(breaker) == "answered"
