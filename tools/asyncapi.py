"""Describe the bus as an AsyncAPI 3 document, one channel per event.

Source: https://www.asyncapi.com/docs/reference/specification/v3.0.0
"""

from typing import Any

from bookstore.events import EVENTS, Event
from deploy.project import project_version
from tools.schemas import build_schema

PURPOSE = "CloudEvents 1.0 documents on the EventBridge bus bookstore-<stage>."


def build_document() -> dict[str, Any]:
    """Describe every event, its sender and its schema."""
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Bookstore events", "version": project_version(), "description": PURPOSE},
        "defaultContentType": "application/cloudevents+json",
        "channels": {kind.name(): _channel(kind) for kind in EVENTS},
        "operations": {f"send{kind.name()}": _operation(kind) for kind in EVENTS},
        "components": {"messages": {kind.name(): _message(kind) for kind in EVENTS}},
    }


def _channel(kind: type[Event]) -> dict[str, Any]:
    message = {"$ref": f"#/components/messages/{kind.name()}"}
    return {"address": f"{kind.source}/{kind.name()}", "messages": {kind.name(): message}}


def _operation(kind: type[Event]) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{kind.name()}"}, "summary": kind.source}


def _message(kind: type[Event]) -> dict[str, Any]:
    payload = build_schema(kind) | {"$id": f"{build_schema(kind)['$id']}:data"}
    return {"name": kind.name(), "summary": (kind.__doc__ or "").split("\n")[0], "payload": payload}
