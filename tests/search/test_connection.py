"""Time-outs and retries of OpenSearch requests, and the errors raised for its own."""

import pytest
from opensearchpy.exceptions import RequestError

from bookstore.engines import FAILURES, CircuitBreaker, CircuitOpen, Deadline, DeadlineExceeded, read_seconds
from bookstore.errors import Unavailable
from chalicelib.index import connection
from chalicelib.index.connection import Overloaded
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings
from tests.search.broken_engines import fixed_response, refused_connection, silent
from tests.templates import functions


@pytest.fixture
def connect(monkeypatch):
    """Create the client of customers' requests for this address."""

    def create(url, **variables):
        environment = {
            "STAGE": "t",
            "TABLE": "t",
            "EVENT_BUS": "b",
            "PARKED_URL": "p",
            "OPENSEARCH_URL": url,
            **variables,
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        clear_caches()
        return connection.request_connection()

    yield create
    clear_caches()


def clear_caches():
    for cached in (settings, read_seconds, connection.connection):
        cached.cache_clear()


def search(client):
    return connection.translate_errors(lambda: client.search(index="books-t", body={}))


class Clock:
    """A clock that only sleeping moves; it records each sleep."""

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


def search_in_time(client, clock, breaker=None):
    """Search as a customer's request does, with two seconds by the test's clock."""
    breaker = breaker or CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)

    def call(timeout):
        return client.search(index="books-t", body={}, params={"request_timeout": timeout})

    return connection.call_in_time(call, Deadline(2.0, now=clock), breaker, sleep=clock.sleep)


def test_a_refused_connection_is_unavailable_at_once(connect, clock):
    with refused_connection() as (url, _), pytest.raises(Unavailable, match="not available"):
        search_in_time(connect(url), clock)
    assert clock.slept == []


def test_a_silent_engine_is_called_once(connect):
    with silent() as (url, calls):
        client = connect(url, ENGINE_READ_SECONDS="0.1")
        with pytest.raises(Unavailable, match="not available"):
            search(client)
        assert len(calls) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_engine_is_retried_while_there_is_time(connect, clock, status):
    with fixed_response(status, b'{"error": {"type": "rejected"}}') as (url, calls):
        with pytest.raises(connection.Overloaded, match="busy"):
            search_in_time(connect(url), clock)
        assert 5 <= len(calls) <= 10
        assert len(clock.slept) == len(calls) - 1
        assert 1.5 < sum(clock.slept) < 2.0


def test_an_engine_that_is_overloaded_for_a_moment_answers(clock):
    outcomes = [Overloaded("busy"), Overloaded("busy"), "hits"]

    def call(timeout):
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
    assert connection.call_in_time(call, Deadline(2.0, now=clock), breaker, sleep=clock.sleep) == "hits"


def test_a_later_call_has_only_the_time_that_is_left(clock):
    timeouts, deadline = [], Deadline(2.0, now=clock)
    for _ in range(2):
        breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
        connection.call_in_time(lambda timeout: timeouts.append(timeout.total), deadline, breaker, sleep=clock.sleep)
        clock.seconds += 1.5
    assert timeouts == pytest.approx([2.0, 0.5])
    with pytest.raises(DeadlineExceeded):
        connection.call_in_time(timeouts.append, deadline, breaker, sleep=clock.sleep)
    assert len(timeouts) == 2


def test_an_engine_that_stays_overloaded_opens_the_circuit(connect, clock):
    breaker = CircuitBreaker("opensearch", slow_seconds=1.0, now=clock)
    with fixed_response(429, b'{"error": {"type": "rejected"}}') as (url, calls):
        client = connect(url)
        for _ in range(FAILURES):
            with pytest.raises(connection.Overloaded):
                search_in_time(client, clock, breaker)
        before = len(calls)
        with pytest.raises(CircuitOpen):
            search_in_time(client, clock, breaker)
        assert len(calls) == before


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_failed_request_is_not_retried(connect, clock, status):
    with fixed_response(status, b'{"error": {"type": "failed"}}') as (url, calls):
        with pytest.raises(Unavailable, match="not available"):
            search_in_time(connect(url), clock)
        assert len(calls) == 1


def test_the_projectors_function_outlives_its_timeouts():
    """During a rebuild it writes to two indices, and may have to create one of them."""
    seconds = functions("search")["Project"]["Timeout"]
    assert seconds > 2 * connection.PROJECTOR_SECONDS + connection.CREATE_SECONDS


def test_a_missing_index_raises_target_missing(connect):
    with (
        fixed_response(404, b'{"error": {"type": "index_not_found_exception"}}') as (url, _),
        pytest.raises(TargetMissing),
    ):
        search(connect(url))


def test_a_refused_request_is_raised(connect):
    with fixed_response(400, b'{"error": {"type": "parsing_exception"}}') as (url, _), pytest.raises(RequestError):
        search(connect(url))


def test_the_first_error_of_several_responses_is_raised():
    several = [{"hits": {}}, {"status": 404, "error": {"type": "index_not_found_exception"}}]
    with pytest.raises(TargetMissing):
        connection.split_responses({"responses": several})
    assert connection.split_responses({"responses": several[:1]}) == [{"hits": {}}]


def test_a_refused_request_among_several_is_raised():
    refused = {"status": 400, "error": {"type": "parsing_exception", "reason": "unknown query [telepathy]"}}
    with pytest.raises(ValueError, match="telepathy"):
        connection.split_responses({"responses": [refused]})


def test_on_aws_a_request_is_signed_by_the_functions_role(connect, monkeypatch):
    credentials = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "token-1"}
    for name, value in (credentials | {"AWS_REGION": "eu-west-1"}).items():
        monkeypatch.setenv(name, value)
    with fixed_response(200, b'{"hits": {"hits": []}}') as (url, calls):
        search(connect(url, OPENSEARCH_SIGNED="true"))
    signature = calls[0]["Authorization"]
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/")
    assert "/eu-west-1/es/aws4_request" in signature
    assert calls[0]["X-Amz-Security-Token"] == "token-1"


def test_elsewhere_nothing_is_signed(connect):
    with fixed_response(200, b'{"hits": {"hits": []}}') as (url, calls):
        search(connect(url))
    assert calls[0]["Authorization"] is None
