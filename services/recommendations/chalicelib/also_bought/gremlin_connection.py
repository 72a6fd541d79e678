"""A connection that runs Gremlin over one websocket, one query at a time, and can retry.

gremlinpython's own client runs an event loop in threads, has no time-out for connecting, and fills the log when the
server is unavailable; none of that suits a function that is frozen between two invocations. This one sends the same
bytecode, gives up in time, and reconnects when the socket is old or broken.
"""

import random
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from urllib.parse import urlsplit

import websocket
from gremlin_python.driver.remote_connection import RemoteConnection, RemoteTraversal
from gremlin_python.driver.request import RequestMessage
from gremlin_python.driver.serializer import GraphBinarySerializersV1
from gremlin_python.process.anonymous_traversal import traversal
from gremlin_python.process.graph_traversal import GraphTraversalSource

from bookstore.engine_answers import Answer, to_unavailable
from bookstore.engines import TimeLimit, Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought.graph_answers import BY_STATUS, classify

T = TypeVar("T")
OK, NO_CONTENT, PARTIAL = 200, 204, 206
IDLE_SECONDS = 60.0  # a network may drop an idle connection, and does not report it
SERVER_SHARE = 750  # milliseconds of each of our seconds: the server gives up before we do, and the socket stays good
ATTEMPTS = 8
AWAY = "Recommendations are not available right now. Please try again."


class QueryRejected(Exception):
    """The graph understood the query, and rejected it."""


class ServerReplaced(Unavailable):
    """The server at the other end takes no writes any more; another one does."""


class _WriteConflict(Exception):
    """Another writer changed the same vertex."""


def signature_headers(url: str) -> dict[str, str]:
    """Sign the opening of a websocket to Neptune with the function's own role; a local server requires no signature.

    A signature is good for five minutes, so each connection gets its own.
    Source: https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth-connecting-gremlin-python.html
    """
    if urlsplit(url).scheme != "wss":
        return {}
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.session import Session

    session = Session()
    request = AWSRequest("GET", url.replace("wss://", "https://", 1), headers={"Host": urlsplit(url).netloc})
    SigV4Auth(session.get_credentials(), "neptune-db", session.get_config_variable("region")).add_auth(request)
    return {name: value for name, value in request.headers.items() if name != "Host"}


class GremlinSocket(RemoteConnection):
    """One open websocket."""

    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(url, "g")
        self._socket = websocket.create_connection(url, timeout=seconds, header=signature_headers(url))
        self._serializer = GraphBinarySerializersV1()
        self._time_limit: TimeLimit = Timeout(seconds)
        self._last_used = time.monotonic()

    def set_time_limit(self, time_limit: TimeLimit) -> None:
        """Limit how long the next query may take."""
        self._time_limit = time_limit

    def submit(self, bytecode: Any) -> RemoteTraversal:
        """Send a query, and wait for its complete result."""
        milliseconds = int(self._time_limit.remaining() * SERVER_SHARE)
        arguments = {"gremlin": bytecode, "aliases": {"g": "g"}, "evaluationTimeout": milliseconds}
        request = RequestMessage("traversal", "bytecode", arguments)
        self._socket.send_binary(self._serializer.serialize_message(str(uuid.uuid4()), request))
        items = [item for response in self._responses() for item in response["result"]["data"] or []]
        self._last_used = time.monotonic()
        return RemoteTraversal(iter(items))

    def _responses(self) -> Iterator[dict[str, Any]]:
        status = PARTIAL
        while status == PARTIAL:
            self._socket.settimeout(self._time_limit.remaining())
            message = self._socket.recv()
            if not message:
                raise ConnectionError("The server closed the connection.")
            response = self._serializer.deserialize_message(message)
            status = response["status"]["code"]
            if status not in {OK, NO_CONTENT, PARTIAL}:
                raise _to_error(status, response["status"]["message"])
            yield response

    def is_closed(self) -> bool:
        """Whether it was idle for too long to be used any more."""
        return time.monotonic() - self._last_used > IDLE_SECONDS

    def close(self) -> None:
        """Close the connection."""
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # close() would wait three seconds for a good-bye

    def submit_async(self, bytecode: Any) -> Any:
        """Refuse: one query runs at a time."""
        raise NotImplementedError

    submitAsync = submit_async

    def is_session_bound(self) -> bool:
        """Whether sessions are used: never."""
        return False

    def create_session(self) -> Any:
        """Refuse: every query is a transaction of its own."""
        raise NotImplementedError

    def remove_session(self, session: Any) -> None:
        """Refuse: there are no sessions."""
        raise NotImplementedError


class GremlinConnection:
    """Runs queries; opens, reuses and replaces the socket on the way."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._socket: GremlinSocket | None = None

    def run(
        self,
        query: Callable[[GraphTraversalSource], T],
        time_limit: TimeLimit,
        wait: Callable[[float], None] = time.sleep,
    ) -> T:
        """Return the query's result; retry while other writers conflict, so a query must bear to run twice.

        Each step takes no longer than `time_limit`. Raise Unavailable when there is no result in time.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self._run_once(query, time_limit)
            except _WriteConflict:
                wait(min(random.uniform(0, 0.01 * 2**attempt), time_limit.remaining()))
        raise Unavailable("We are very busy right now. Please try again.", retry_after=1)

    def _run_once(self, query: Callable[[GraphTraversalSource], T], time_limit: TimeLimit) -> T:
        was_open = self._socket is not None
        try:
            return query(self._source(time_limit))
        except ServerReplaced:
            self._disconnect()
            raise
        except websocket.WebSocketTimeoutException as error:
            self._disconnect()
            raise Unavailable(AWAY, retry_after=2) from error
        except websocket.WebSocketBadStatusException as error:
            self._disconnect()
            raise _to_handshake_error(error) from error
        except (OSError, websocket.WebSocketException) as error:
            self._disconnect()
            if was_open:  # it may only have been too old
                return self._run_once(query, time_limit)
            raise Unavailable(AWAY, retry_after=2) from error

    def _source(self, time_limit: TimeLimit) -> GraphTraversalSource:
        if self._socket and self._socket.is_closed():
            self._disconnect()
        self._socket = self._socket or GremlinSocket(self._url, time_limit.remaining())
        self._socket.set_time_limit(time_limit)
        return traversal().with_remote(self._socket)

    def _disconnect(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None


def _to_error(status: int, message: str) -> Exception:
    answer, reason = classify(status, message), f"{status}: {message}"
    if answer is Answer.CONFLICT:
        return _WriteConflict(reason)
    if answer is Answer.RECONNECT:
        return ServerReplaced(AWAY, retry_after=2)
    return to_unavailable(answer, "graph", reason, message=AWAY) or QueryRejected(reason)


def _to_handshake_error(error: websocket.WebSocketBadStatusException) -> Unavailable:
    """Return the error for a refused opening of the websocket: nothing was asked yet, so no query is to blame."""
    refuses_access = BY_STATUS.get(error.status_code) is Answer.ACCESS
    answer = Answer.ACCESS if refuses_access else Answer.WAIT
    return to_unavailable(answer, "graph", str(error), message=AWAY) or Unavailable(AWAY, retry_after=2)
