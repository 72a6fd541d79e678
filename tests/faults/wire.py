"""Breaks requests to DynamoDB where botocore sends them, so that its own retries and ours are what is tested."""

import io
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session
from urllib3 import HTTPResponse

Happening = Callable[[Any], AWSResponse | None]


class Wire:
    """What will happen to the next requests of each operation; after that they pass."""

    def __init__(self, client: Any) -> None:
        self.asked: list[str] = []
        self._coming: dict[str, list[Happening]] = defaultdict(list)
        client.meta.events.register("before-send.dynamodb", self._send)

    def brings(self, operation: str, *happenings: Happening) -> None:
        """The next requests of this operation meet these."""
        self._coming[operation] += happenings

    def _send(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        operation = event_name.rpartition(".")[2]
        self.asked.append(operation)
        coming = self._coming[operation]
        return coming.pop(0)(request) if coming else None


def reply_lost(request: Any) -> None:
    """DynamoDB does it, and nobody hears of it."""
    URLLib3Session().send(request)
    raise ConnectionClosedError(endpoint_url=request.url)


def damaged(request: Any) -> AWSResponse:
    """DynamoDB's answer with one byte that no text has."""
    sent = URLLib3Session().send(request)
    return _answered(request, sent.status_code, bytes([0x80]) + sent.content[1:], dict(sent.headers))


def refused(code: str, *reasons: str) -> Happening:
    """DynamoDB refuses, with one reason per item where it was a transaction."""
    body: dict[str, Any] = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "not now"}
    if reasons:
        body["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return lambda request: _answered(request, 400, json.dumps(body).encode(), {})


def _answered(request: Any, status: int, body: bytes, headers: dict[str, str]) -> AWSResponse:
    return AWSResponse(request.url, status, headers, HTTPResponse(io.BytesIO(body), preload_content=False))
