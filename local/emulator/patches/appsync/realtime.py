"""Speak AppSync's real-time protocol, `graphql-ws`: the emulator's endpoint knows only that of AppSync Events.

Source: AppSync developer guide, "Building a real-time WebSocket client".
"""

import asyncio
import base64
import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from graphql import GraphQLError
from ministack.core import appsync_graphql, iam_evaluator
from ministack.services import appsync, appsync_events

from local.emulator.patches.appsync import callers
from local.emulator.patches.appsync.callers import Caller
from local.emulator.patches.appsync.operations import InvalidOperation, prepare
from local.emulator.patches.appsync.resolvers import ResolverError
from local.emulator.patches.appsync.subscriptions import Subscriber, Subscription, subscribers

Json = dict[str, Any]

PROTOCOL = "graphql-ws"
PULSE = 60  # seconds between two messages `ka`
ACKNOWLEDGMENT = {"type": "connection_ack", "payload": {"connectionTimeoutMs": 300_000}}
UNAUTHORIZED, UNSUPPORTED = 4401, "UnsupportedOperation"
BAD_REQUESTS = (InvalidOperation, GraphQLError, KeyError, TypeError, ValueError, AttributeError, RecursionError)
SIGNED_CONNECTION = ("/graphql/connect", "{}")  # path and body that IAM clients sign to connect


def apply() -> None:
    """Serve GraphQL on the host that both kinds of APIs share; the subprotocol tells which is meant."""
    plain = appsync_events.handle_websocket

    async def handle_websocket(scope: Any, receive: Any, send: Any, api_id: str) -> None:
        if PROTOCOL in scope.get("subprotocols", []) and appsync._select_api_region(api_id):
            await Connection(api_id, receive, send).serve(scope)
        else:
            await plain(scope, receive, send, api_id)

    appsync_events.handle_websocket = handle_websocket


class Connection(Subscriber):
    """One client's connection; everything is sent by one task, so a slow client delays nobody."""

    def __init__(self, api_id: str, receive: Any, send: Any) -> None:
        super().__init__()
        self.api_id, self._receive, self._send = api_id, receive, send

    async def serve(self, scope: Any) -> None:
        """Serve until either side closes."""
        await self._receive()
        await self._send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        if await asyncio.to_thread(identify, self.api_id, read_headers(scope), *SIGNED_CONNECTION) is None:
            await self._send_json(describe_failure("connection_error", "UnauthorizedException", "Permission denied"))
            await self._send({"type": "websocket.close", "code": UNAUTHORIZED})
            return
        tasks = [asyncio.create_task(self._send_outgoing()), asyncio.create_task(self._stay_alive())]
        subscribers.setdefault(self.api_id, set()).add(self)
        try:
            while (event := await self._receive())["type"] == "websocket.receive":
                await self._handle(event.get("text") or event.get("bytes") or b"")
        finally:
            subscribers[self.api_id].discard(self)
            for task in tasks:
                task.cancel()

    async def _send_outgoing(self) -> None:
        with suppress(OSError):  # the client is gone; the receiving side ends the connection
            while True:
                await self._send_json(await self.outgoing.get())

    async def _send_json(self, message: Json) -> None:
        await self._send({"type": "websocket.send", "text": json.dumps(message)})

    async def _stay_alive(self) -> None:
        while True:
            await asyncio.sleep(PULSE)
            self.outgoing.put_nowait({"type": "ka"})

    async def _handle(self, text: str | bytes) -> None:
        """Answer one message of the client; `connection_init` is optional, as on AWS."""
        try:
            message = json.loads(text)
            kind, name = message.get("type"), message.get("id")
        except (ValueError, AttributeError):
            self.outgoing.put_nowait(describe_failure("error", "BadRequestException", "A message is a JSON object."))
            return
        if kind == "connection_init":
            self.outgoing.put_nowait(ACKNOWLEDGMENT)
            self.outgoing.put_nowait({"type": "ka"})
        elif kind == "start":
            self.outgoing.put_nowait(await self._start(name, message.get("payload")))
        elif kind == "stop":
            self.subscriptions.pop(name, None)
            self.outgoing.put_nowait({"type": "complete", "id": name})
        else:
            failure = describe_failure("error", UNSUPPORTED, f"Messages of type {kind} are not supported.", name)
            self.outgoing.put_nowait(failure)

    async def _start(self, name: Any, payload: Any) -> Json:
        if not isinstance(name, str) or not name:
            return describe_failure("error", "BadRequestException", "A subscription needs an id.")
        if name in self.subscriptions:
            message = "The id is that of another subscription of this connection."
            return describe_failure("error", "DuplicatedOperationError", message, name)
        try:
            self.subscriptions[name] = await asyncio.to_thread(subscribe, self.api_id, payload)
        except ResolverError as error:
            return describe_failure("error", error.error_type, str(error), name)
        except appsync_graphql.SchemaUnavailable as error:
            return describe_failure("error", "GraphQLSchemaException", str(error), name)
        except BAD_REQUESTS as error:
            return describe_failure("error", "BadRequestException", str(error), name)
        return {"type": "start_ack", "id": name}


def subscribe(api_id: str, payload: Json) -> Subscription:
    """Return the subscription that a client starts; its credentials come with it and may be others than before."""
    text, headers = payload["data"], payload["extensions"]["authorization"]
    caller = identify(api_id, headers, "/graphql", text)
    if caller is None:
        raise ResolverError("You are not authorized to make this call.", "UnauthorizedException")
    data = json.loads(text)
    operation = prepare(api_id, data["query"], data.get("variables") or {}, data.get("operationName"))
    subscription = Subscription(api_id, caller, operation)
    subscription.authorize(headers)
    return subscription


def identify(api_id: str, headers: Json, path: str, body: str) -> Caller | None:
    """Return the caller; IAM clients sign a request that they never send, with this path and body."""
    if api_id not in appsync._apis:
        return None
    texts = {str(name).lower(): str(value) for name, value in headers.items()}
    encoded = [(name.encode("latin-1", "replace"), value.encode()) for name, value in texts.items()]
    iam_evaluator.pin_signed_request("POST", path, {}, encoded)
    iam_evaluator.pin_signed_body(body.encode())
    authorize = appsync._iam_field_authorizer(api_id, texts, {})
    return None if isinstance(authorize, tuple) else callers.identify(api_id, texts, authorize)


def read_headers(scope: Any) -> Json:
    """Return the credentials that a client connects with.

    A browser cannot set headers of a WebSocket: they are base64 in a subprotocol `header-…`, as newer clients send
    them, or in the address; other clients send them as they are.
    """
    inline = [name.removeprefix("header-") for name in scope.get("subprotocols", []) if name.startswith("header-")]
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    for encoded in (*inline, *query.get("header", [])):
        return _decode(encoded)
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", [])}


def _decode(encoded: str) -> Json:
    text = encoded.replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        headers = json.loads(base64.b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return {}
    return headers if isinstance(headers, dict) else {}


def describe_failure(kind: str, error_type: str, message: str, name: Any = None) -> Json:
    """Return a message that reports an error, of one subscription if it is named."""
    code = 401 if error_type in ("Unauthorized", "UnauthorizedException") else 400
    payload = {"errors": [{"errorType": error_type, "message": message, "errorCode": code}]}
    return {"type": kind, "payload": payload} | ({} if name is None else {"id": name})
