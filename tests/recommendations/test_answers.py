"""What the refusals of Redis and the graph ask of us: what passes is waited for, what never passes is parked."""

import json

import pytest
from redis._parsers.base import BaseParser
from redis.client import Pipeline
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import DataError, ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from bookstore.engine_answers import Answer
from bookstore.errors import Unavailable
from chalicelib.also_bought import graph_answers
from chalicelib.also_bought.gremlin_connection import QueryRejected, ServerReplaced, _to_error
from chalicelib.bestsellers import redis_answers

REDIS = [
    ("LOADING Redis is loading the dataset in memory", Answer.WAIT),
    ("BUSY Redis is busy running a script.", Answer.WAIT),
    ("OOM command not allowed when used memory > 'maxmemory'.", Answer.WAIT),
    ("MISCONF Redis is configured to save RDB snapshots", Answer.WAIT),
    ("NOREPLICAS Not enough good replicas to write.", Answer.WAIT),
    ("TRYAGAIN Multiple keys request during rehashing of slot", Answer.WAIT),
    ("CLUSTERDOWN The cluster is down", Answer.WAIT),
    ("EXECABORT Transaction discarded because of previous errors.", Answer.WAIT),
    ("ERR max number of clients reached", Answer.WAIT),
    ("NEWSTATE of a later version", Answer.WAIT),
    ("READONLY You can't write against a read only replica.", Answer.RECONNECT),
    ("MASTERDOWN Link with MASTER is down", Answer.RECONNECT),
    ("UNBLOCKED force unblock from blocking operation", Answer.RECONNECT),
    ("MOVED 3999 127.0.0.1:6381", Answer.RECONNECT),
    ("ASK 3999 127.0.0.1:6381", Answer.RECONNECT),
    ("NOAUTH Authentication required.", Answer.ACCESS),
    ("WRONGPASS invalid username-password pair", Answer.ACCESS),
    ("NOPERM this user has no permissions", Answer.ACCESS),
    ("WRONGTYPE Operation against a key holding the wrong kind of value", Answer.REPLACE),
    ("CROSSSLOT Keys in request don't hash to the same slot", Answer.OURS),
    ("ERR unknown command 'ZEDD'", Answer.OURS),
    ("ERR value is not a valid float", Answer.OURS),
]


@pytest.mark.parametrize(("line", "answer"), REDIS, ids=[line.split()[0] for line, _ in REDIS])
def test_each_error_of_redis_has_one_answer_also_in_a_pipeline(line, answer):
    error = BaseParser.parse_error(line)
    assert redis_answers.classify(error) is answer
    Pipeline.annotate_exception(None, error, 1, ["ZADD", "WRONGTYPE LOADING"])
    assert redis_answers.classify(error) is answer


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (RedisConnectionError("Connection reset by peer"), Answer.WAIT),
        (RedisTimeoutError("Timeout reading from socket"), Answer.WAIT),
        (DataError("Invalid input of type"), Answer.OURS),
        (ResponseError("wrong number of arguments", status_code="ERR"), Answer.OURS),
    ],
)
def test_each_error_of_the_client_has_one_answer(error, answer):
    assert redis_answers.classify(error) is answer


def neptune(code):
    return json.dumps({"requestId": "0dbcded3", "code": code, "detailedMessage": "Some text."})


NEPTUNE = {
    Answer.CONFLICT: ["ConcurrentModificationException", "ConstraintViolationException"],
    Answer.RECONNECT: ["ReadOnlyViolationException", "ServerShutdownException"],
    Answer.ACCESS: ["AccessDeniedException"],
    Answer.WAIT: [
        "CancelledByUserException",
        "InternalFailureException",
        "MemoryLimitExceededException",
        "QueryLimitExceededException",
        "ThrottlingException",
        "TimeLimitExceededException",
        "TooManyRequestsException",
        "ExceptionOfALaterVersion",
    ],
    Answer.OURS: ["MalformedQueryException", "InvalidParameterException", "UnsupportedOperationException"],
}


@pytest.mark.parametrize(("answer", "code"), [(answer, code) for answer, codes in NEPTUNE.items() for code in codes])
def test_each_error_of_neptune_has_one_answer(answer, code):
    assert graph_answers.classify(500, neptune(code)) is answer


@pytest.mark.parametrize(
    ("status", "message", "answer"),
    [
        (401, "", Answer.ACCESS),
        (429, "", Answer.WAIT),
        (498, "", Answer.OURS),
        (500, "java.lang.String cannot be cast to Vertex", Answer.OURS),
        (500, "Vertex with id already exists: first/customer/ann", Answer.CONFLICT),
        (503, "", Answer.WAIT),
        (596, "", Answer.WAIT),
        (597, "", Answer.OURS),
        (598, "", Answer.WAIT),
    ],
)
def test_each_status_of_a_gremlin_server_has_one_answer(status, message, answer):
    assert graph_answers.classify(status, message) is answer


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ReadOnlyViolationException", ServerReplaced),
        ("ThrottlingException", Unavailable),
        ("AccessDeniedException", Unavailable),
        ("MalformedQueryException", QueryRejected),
    ],
)
def test_only_what_no_retry_changes_is_parked(code, kind):
    assert type(_to_error(500, neptune(code))) is kind
