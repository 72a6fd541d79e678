"""How long the shop waits for OpenSearch, and what its errors mean."""

import pytest
from opensearchpy.exceptions import RequestError

from bookstore.engines import FAILURES, CircuitBreaker, CircuitOpen, Deadline, DeadlineExceeded, read_seconds
from bookstore.errors import Unavailable
from chalicelib.index import connection as here
from chalicelib.index.connection import Overloaded
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings
from tests.search.broken_engines import answering, refusing, silent
from tests.templates import functions


@pytest.fixture
def connected(monkeypatch):
    """Makes a customer's client of this address."""

    def connect(url, **more):
        given = {"STAGE": "t", "TABLE": "t", "EVENT_BUS": "b", "PARKED_URL": "p", "OPENSEARCH_URL": url, **more}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        forget()
        return here.reader_connection()

    yield connect
    forget()


def forget():
    for cached in (settings, read_seconds, here.connection):
        cached.cache_clear()


def ask(client):
    return here.asked(lambda: client.search(index="books-t", body={}))


class Clock:
    """Time that passes when somebody sleeps; how long each sleep was."""

    def __init__(self):
        self.seconds, self.slept = 0.0, []

    def __call__(self):
        return self.seconds

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock():
    return Clock()


def ask_in_time(client, clock, breaker=None):
    """As a customer's request does, with two seconds by the test's own clock."""
    breaker = breaker or CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)

    def search(timeout):
        return client.search(index="books-t", body={}, params={"request_timeout": timeout})

    return here.ask_in_time(search, Deadline(2.0, now=clock), breaker, sleep=clock.sleep)


def test_nobody_listening_is_unavailable_at_once(connected, clock):
    with refusing() as (url, _), pytest.raises(Unavailable, match="away"):
        ask_in_time(connected(url), clock)
    assert clock.slept == []


def test_a_silent_engine_is_asked_once(connected):
    with silent() as (url, asked):
        client = connected(url, ENGINE_READ_SECONDS="0.1")
        with pytest.raises(Unavailable, match="away"):
            ask(client)
        assert len(asked) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_engine_is_asked_again_while_there_is_time(connected, clock, status):
    with answering(status, b'{"error": {"type": "rejected"}}') as (url, asked):
        with pytest.raises(here.Overloaded, match="busy"):
            ask_in_time(connected(url), clock)
        assert 5 <= len(asked) <= 10
        assert len(clock.slept) == len(asked) - 1
        assert 1.5 < sum(clock.slept) < 2.0


def test_an_engine_that_is_overloaded_for_a_moment_answers(clock):
    answered = [Overloaded("busy"), Overloaded("busy"), "hits"]

    def call(timeout):
        answer = answered.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
    assert here.ask_in_time(call, Deadline(2.0, now=clock), breaker, sleep=clock.sleep) == "hits"


def test_what_is_asked_later_has_only_the_time_that_is_left(clock):
    given, deadline = [], Deadline(2.0, now=clock)
    for _ in range(2):
        breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
        here.ask_in_time(lambda timeout: given.append(timeout.total), deadline, breaker, sleep=clock.sleep)
        clock.seconds += 1.5
    assert given == pytest.approx([2.0, 0.5])
    with pytest.raises(DeadlineExceeded):
        here.ask_in_time(given.append, deadline, breaker, sleep=clock.sleep)
    assert len(given) == 2


def test_an_engine_that_stays_overloaded_is_left_alone(connected, clock):
    breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
    with answering(429, b'{"error": {"type": "rejected"}}') as (url, asked):
        client = connected(url)
        for _ in range(FAILURES):
            with pytest.raises(here.Overloaded):
                ask_in_time(client, clock, breaker)
        before = len(asked)
        with pytest.raises(CircuitOpen):
            ask_in_time(client, clock, breaker)
        assert len(asked) == before


@pytest.mark.parametrize("status", [500, 502, 504])
def test_an_engine_that_failed_is_asked_once(connected, clock, status):
    with answering(status, b'{"error": {"type": "failed"}}') as (url, asked):
        with pytest.raises(Unavailable, match="failed"):
            ask_in_time(connected(url), clock)
        assert len(asked) == 1


def test_the_projector_lives_longer_than_it_may_wait():
    """It writes to two indices while one is made anew, and may have to create one of them."""
    lives = functions("search")["Project"]["Timeout"]
    assert lives > 2 * here.PROJECTOR_SECONDS + here.CREATE_SECONDS


def test_a_missing_index_is_missed(connected):
    with answering(404, b'{"error": {"type": "index_not_found_exception"}}') as (url, _), pytest.raises(TargetMissing):
        ask(connected(url))


def test_a_mistake_of_ours_rises(connected):
    with answering(400, b'{"error": {"type": "parsing_exception"}}') as (url, _), pytest.raises(RequestError):
        ask(connected(url))


def test_of_several_questions_the_first_that_has_no_answer_decides():
    several = [{"hits": {}}, {"status": 404, "error": {"type": "index_not_found_exception"}}]
    with pytest.raises(TargetMissing):
        here.answers({"responses": several})
    assert here.answers({"responses": several[:1]}) == [{"hits": {}}]


def test_a_mistake_of_ours_rises_also_when_several_are_asked():
    mistake = {"status": 400, "error": {"type": "parsing_exception", "reason": "unknown query [telepathy]"}}
    with pytest.raises(ValueError, match="telepathy"):
        here.answers({"responses": [mistake]})


def test_on_aws_a_request_is_signed_by_the_functions_role(connected, monkeypatch):
    credentials = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "token-1"}
    for name, value in (credentials | {"AWS_REGION": "eu-west-1"}).items():
        monkeypatch.setenv(name, value)
    with answering(200, b'{"hits": {"hits": []}}') as (url, asked):
        ask(connected(url, OPENSEARCH_SIGNED="true"))
    signature = asked[0]["Authorization"]
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/")
    assert "/eu-west-1/es/aws4_request" in signature
    assert asked[0]["X-Amz-Security-Token"] == "token-1"


def test_elsewhere_nothing_is_signed(connected):
    with answering(200, b'{"hits": {"hits": []}}') as (url, asked):
        ask(connected(url))
    assert asked[0]["Authorization"] is None
