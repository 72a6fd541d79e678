"""A connection that speaks Gremlin over one websocket, asks one question at a time and can be asked again.

gremlinpython's own client runs an event loop in threads, has no limit for connecting, and fills the log when the
server is away; none of that suits a function that is frozen between two calls. This one sends the same bytecode,
gives up in time, and connects anew when the socket is old or broken.
"""

import random
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import websocket
from gremlin_python.driver.remote_connection import RemoteConnection, RemoteTraversal
from gremlin_python.driver.request import RequestMessage
from gremlin_python.driver.serializer import GraphBinarySerializersV1
from gremlin_python.process.anonymous_traversal import traversal
from gremlin_python.process.graph_traversal import GraphTraversalSource

from bookstore.engines import TimeLimit, Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought.signing import signed_headers

T = TypeVar("T")
OK, NO_CONTENT, PARTIAL = 200, 204, 206
IDLE_SECONDS = 60.0  # a network may forget a silent connection, and says nothing when it does
SERVER_SHARE = 750  # milliseconds of each of our seconds: the server gives up before we do, and the socket stays good
ATTEMPTS = 8
CONFLICTS = (
    "ConcurrentModification",  # Neptune's word; the local server says what is in the way:
    "Conflict:",
    "with id already exists",
    "could not be resolved from mergeE",  # an edge's end was just taken away
)
BUSY = ("TimeLimitExceeded", "Throttling", "TooManyRequests", "MemoryLimitExceeded")
TOO_MANY, TOO_LONG = 429, 598  # the second is TinkerPop's own


class Refused(Exception):
    """The graph understood, and refused."""


class _Conflict(Exception):
    """Another writer held the same vertex."""


class Socket(RemoteConnection):
    """One open websocket."""

    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(url, "g")
        self._socket = websocket.create_connection(url, timeout=seconds, header=signed_headers(url))
        self._serializer = GraphBinarySerializersV1()
        self._patience: TimeLimit = Timeout(seconds)
        self._used = time.monotonic()

    def hurry(self, patience: TimeLimit) -> None:
        """Take no longer than this for what is submitted next."""
        self._patience = patience

    def submit(self, bytecode: Any) -> RemoteTraversal:
        """Ask, and wait for the whole answer."""
        limit = int(self._patience.remaining() * SERVER_SHARE)
        said = {"gremlin": bytecode, "aliases": {"g": "g"}, "evaluationTimeout": limit}
        asked = RequestMessage("traversal", "bytecode", said)
        self._socket.send_binary(self._serializer.serialize_message(str(uuid.uuid4()), asked))
        answers = [item for answer in self._answers() for item in answer["result"]["data"] or []]
        self._used = time.monotonic()
        return RemoteTraversal(iter(answers))

    def _answers(self) -> Iterator[dict[str, Any]]:
        status = PARTIAL
        while status == PARTIAL:
            self._socket.settimeout(self._patience.remaining())
            received = self._socket.recv()
            if not received:
                raise ConnectionError("The server closed the connection.")
            answer = self._serializer.deserialize_message(received)
            status = answer["status"]["code"]
            if status not in {OK, NO_CONTENT, PARTIAL}:
                raise _refusal(status, answer["status"]["message"])
            yield answer

    def is_closed(self) -> bool:
        """Whether it should not be used any more."""
        return time.monotonic() - self._used > IDLE_SECONDS

    def close(self) -> None:
        """Give the connection back."""
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # close() would wait three seconds for a good-bye

    def submit_async(self, bytecode: Any) -> Any:
        """Not offered: one question at a time."""
        raise NotImplementedError

    submitAsync = submit_async

    def is_session_bound(self) -> bool:
        """Sessions are not used."""
        return False

    def create_session(self) -> Any:
        """Not offered: every question is a transaction of its own."""
        raise NotImplementedError

    def remove_session(self, session: Any) -> None:
        """Not offered."""
        raise NotImplementedError


class Gremlin:
    """Asks the graph; opens, keeps and replaces the socket on the way."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._socket: Socket | None = None

    def ask(
        self,
        question: Callable[[GraphTraversalSource], T],
        patience: TimeLimit,
        wait: Callable[[float], None] = time.sleep,
    ) -> T:
        """What the question answers; asked again while other writers are in the way. Questions must bear repeating.
        Each step takes no longer than `patience` has it."""
        for attempt in range(ATTEMPTS):
            try:
                return self._once(question, patience)
            except _Conflict:
                wait(min(random.uniform(0, 0.01 * 2**attempt), patience.remaining()))
        raise Unavailable("Many readers buy at the same moment; please try again.", retry_after=1)

    def _once(self, question: Callable[[GraphTraversalSource], T], patience: TimeLimit) -> T:
        was_open = self._socket is not None
        try:
            return question(self._source(patience))
        except websocket.WebSocketTimeoutException as problem:
            self._drop()
            raise _away() from problem
        except (OSError, websocket.WebSocketException) as problem:
            self._drop()
            if was_open:  # it may only have been too old
                return self._once(question, patience)
            raise _away() from problem

    def _source(self, patience: TimeLimit) -> GraphTraversalSource:
        if self._socket and self._socket.is_closed():
            self._drop()
        self._socket = self._socket or Socket(self._url, patience.remaining())
        self._socket.hurry(patience)
        return traversal().with_remote(self._socket)

    def _drop(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None


def _refusal(status: int, text: str) -> Exception:
    if any(word in text for word in CONFLICTS):
        return _Conflict(text)
    is_leased = status in {TOO_MANY, TOO_LONG} or any(word in text for word in BUSY)
    return _away() if is_leased else Refused(f"{status}: {text}")


def _away() -> Unavailable:
    return Unavailable("The graph of purchases is away at the moment; please try again.", retry_after=2)
