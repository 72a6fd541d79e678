"""Faults of requests to DynamoDB, injected where botocore sends them, so that its own retries are tested too."""

import io
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session
from urllib3 import HTTPResponse

Fault = Callable[[Any], AWSResponse | None]


class DynamoDbFaults:
    """The faults of the next requests of each operation, and the operations requested so far."""

    def __init__(self, client: Any) -> None:
        self.operations: list[str] = []
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        client.meta.events.register("before-send.dynamodb", self._send)

    def inject(self, operation: str, *faults: Fault) -> None:
        """Apply these faults to the next requests of this operation, one each."""
        self._faults[operation] += faults

    def _send(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        operation = event_name.rpartition(".")[2]
        self.operations.append(operation)
        faults = self._faults[operation]
        return faults.pop(0)(request) if faults else None


def lose_response(request: Any) -> None:
    """Let DynamoDB execute the request, and lose its response."""
    URLLib3Session().send(request)
    raise ConnectionClosedError(endpoint_url=request.url)


def corrupt_response(request: Any) -> AWSResponse:
    """Replace the first byte of DynamoDB's response by one that is not valid UTF-8."""
    response = URLLib3Session().send(request)
    body = bytes([0x80]) + response.content[1:]
    return _to_response(request, response.status_code, body, dict(response.headers))


def refuse(code: str, *reasons: str) -> Fault:
    """Refuse the request with this error code; a transaction with one cancellation reason per item."""
    body: dict[str, Any] = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "not now"}
    if reasons:
        body["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return lambda request: _to_response(request, 400, json.dumps(body).encode(), {})


def _to_response(request: Any, status: int, body: bytes, headers: dict[str, str]) -> AWSResponse:
    return AWSResponse(request.url, status, headers, HTTPResponse(io.BytesIO(body), preload_content=False))
