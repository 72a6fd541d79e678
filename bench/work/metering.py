"""Meters in a process that runs a service: its processor time, its traffic with each engine, and DynamoDB's units.

Nothing of the service's code is touched, so that any revision of it is measured alike: DynamoDB reports its units to
every client of botocore, and all traffic goes through Python's sockets.
"""

import io
import json
import socket
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import botocore.session
from botocore.awsrequest import AWSResponse

READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}
METERED = {*READS, "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
OTHER = "other"


class Meters:
    """What was used since the last `start`: `calls` and bytes are by engine, a call being a request and its answer."""

    def __init__(self, engines: Mapping[int, str]) -> None:
        self._engines = engines  # the port of each
        self.answers: dict[str, bytes] = {}  # of AWS services that do not run here, by service and operation
        self.requests: list[tuple[str, Mapping[str, Any]]] = []  # what these were asked
        self._is_sending = dict[int, bool]()
        self.start()

    def start(self) -> None:
        """Set all meters to zero."""
        self.calls, self.sent, self.received = (defaultdict[str, int](int) for _ in range(3))
        self.units = {"rcu": 0.0, "wcu": 0.0}
        self.requests = []
        self._started = time.process_time()

    def read(self) -> dict[str, Any]:
        """Return what was used."""
        milliseconds = (time.process_time() - self._started) * 1000
        return {
            "ms": milliseconds,
            "calls": dict(self.calls),
            "sent": sum(self.sent.values()),
            "received": sum(self.received.values()),
            **self.units,
        }

    def install(self) -> None:
        """Meter every socket and every client of botocore that this process opens from now on."""
        meters, create_client = self, botocore.session.Session.create_client

        def create_metered(session: Any, *args: Any, **options: Any) -> Any:
            client = create_client(session, *args, **options)
            client.meta.events.register_last("provide-client-params.dynamodb", meters._request_units)
            client.meta.events.register("after-call.dynamodb", meters._add_units)
            client.meta.events.register_first("before-send", meters._answer)
            return client

        botocore.session.Session.create_client = create_metered
        for name in ("send", "sendall", "recv", "recv_into"):
            setattr(socket.socket, name, _meter_method(name, meters))

    def _request_units(self, params: dict[str, Any], model: Any, **_: Any) -> dict[str, Any] | None:
        return {**params, "ReturnConsumedCapacity": "TOTAL"} if model.name in METERED else None

    def _add_units(self, parsed: Mapping[str, Any], model: Any, **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity") or []
        each = [consumed] if isinstance(consumed, dict) else consumed
        self.units["rcu" if model.name in READS else "wcu"] += sum(one["CapacityUnits"] for one in each)

    def _answer(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        """Answer for what does not run here (the bus, queues, mail, secrets); what was sent is recorded."""
        service, operation = event_name.split(".")[1:]
        if service in {"dynamodb", "dynamodb-streams", "dynamodbstreams"}:
            return None
        body = request.body.read() if hasattr(request.body, "read") else request.body or b""
        body = body.encode() if isinstance(body, str) else body
        self.calls[service] += 1
        self.sent[service] += len(body)
        self.requests.append((operation, {"body": body.decode(errors="replace")}))
        answer = self.answers[f"{service}.{operation}"]
        if operation == "PutEvents":
            accepted = [{"EventId": "e-1"} for _ in json.loads(body)["Entries"]]
            answer = json.dumps({"FailedEntryCount": 0, "Entries": accepted}).encode()
        return AWSResponse(request.url, 200, {"Content-Length": str(len(answer))}, _Raw(answer))

    def count(self, connection: socket.socket, name: str, size: int) -> None:
        """Count bytes that were sent or received; what is sent after something was received is another call."""
        try:
            engine = self._engines.get(connection.getpeername()[1], OTHER)
        except OSError:
            return
        is_sent = name.startswith("send")
        if is_sent and not self._is_sending.get(id(connection)):
            self.calls[engine] += 1
        self._is_sending[id(connection)] = is_sent
        (self.sent if is_sent else self.received)[engine] += size


class _Raw:
    """The body of an answer, as botocore reads it of a connection."""

    def __init__(self, body: bytes) -> None:
        self._body = io.BytesIO(body)

    def read(self, amount: int | None = None) -> bytes:
        """Read so many bytes of it, or the rest."""
        return self._body.read(amount)

    def stream(self, **_: Any) -> Any:
        """Yield it at once."""
        yield self._body.read()


def _meter_method(name: str, meters: Meters) -> Any:
    method = getattr(socket.socket, name)

    def metered(connection: socket.socket, *args: Any) -> Any:
        result = method(connection, *args)
        size = len(args[0]) if name == "sendall" else len(result) if name == "recv" else result
        meters.count(connection, name, size)
        return result

    return metered
