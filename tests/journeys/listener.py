"""A subscriber of the shop's GraphQL API, at the shop's public address."""

import base64
import json
from typing import Any
from urllib.parse import urlsplit

from websocket import create_connection

from ops.stage import Stage

TIMEOUT = 120  # seconds, for a busy machine


class Listener:
    """One connection, opened with these credentials."""

    def __init__(self, stage: Stage, **headers: str) -> None:
        address = urlsplit(stage.parameters["public-url"])
        self._authorization = {"host": address.netloc, **headers}
        header = base64.b64encode(json.dumps(self._authorization).encode()).decode()
        scheme = "wss" if address.scheme == "https" else "ws"
        url = f"{scheme}://{address.netloc}/graphql/realtime?header={header}&payload=e30="
        self._socket = create_connection(url, subprotocols=["graphql-ws"], timeout=TIMEOUT)

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def start(self, query: str, name: str = "1", **variables: Any) -> list[dict[str, Any]]:
        """Start a subscription; return the errors of its refusal, none once it is started."""
        data = json.dumps({"query": query, "variables": variables})
        payload = {"data": data, "extensions": {"authorization": self._authorization}}
        self._socket.send(json.dumps({"id": name, "type": "start", "payload": payload}))
        answer = self._next_message()
        errors: list[dict[str, Any]] = answer["payload"]["errors"] if answer["type"] == "error" else []
        return errors

    def receive(self) -> dict[str, Any]:
        """Wait for the next message of a subscription, and return its data."""
        data: dict[str, Any] = self._next_message()["payload"]["data"]
        return data

    def _next_message(self) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv())
            if message["type"] not in ("ka", "connection_ack"):
                return message
