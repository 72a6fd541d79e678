"""The CloudEvents 1.0 document around every event on the bus.

Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md, with the registered extensions
`sequence` (the subject's version, zero-padded so that it sorts as text) and `correlationid`, and our own `traced`:
whoever handles the event is to record that it did.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from ulid import ULID

from bookstore import clock, correlation
from bookstore.events import BY_NAME, Event
from bookstore.field_types import KEY_PART, Checked, Moment, whole
from bookstore.messaging.sampling import is_traced

Attribute = Annotated[str, Meta(max_length=300)]
SEQUENCE_DIGITS = 12


class Unprocessable(Exception):
    """A message that no retry can process: an unknown event, an unknown schema, a broken body."""


class Envelope(Checked, frozen=True, kw_only=True):
    """One event on its way, with its data still encoded. The correlation id becomes part of a key."""

    id: Attribute
    source: Attribute
    type: Attribute
    subject: Attribute
    time: Moment
    dataschema: Attribute
    sequence: Attribute
    data: msgspec.Raw
    correlationid: Annotated[str, Meta(pattern=whole(f"({KEY_PART})?"))] = ""
    traced: bool = False
    specversion: Literal["1.0"] = "1.0"


class Received(Struct, frozen=True, kw_only=True):
    """One event as a consumer reads it."""

    id: str
    correlation_id: str
    time: datetime
    event: Event
    traced: bool


def schema_of(event_type: type[Event]) -> str:
    """Return the name of the event's JSON Schema; the last part is the schema's version."""
    return f"urn:bookstore:schema:{event_type.name()}:{event_type.schema_version}"


def pack(
    event: Event, *, event_id: str | None = None, time: datetime | None = None, correlation_id: str | None = None
) -> str:
    """Encode an event in its envelope as JSON text."""
    correlation_id = correlation_id or correlation.current()
    envelope = Envelope(
        id=event_id or str(ULID()),
        source=event.source,
        type=event.name(),
        subject=event.subject,
        time=time or clock.now(),
        dataschema=schema_of(type(event)),
        sequence=str(event.version).zfill(SEQUENCE_DIGITS),
        data=msgspec.Raw(msgspec.json.encode(event)),
        correlationid=correlation_id,
        traced=is_traced(correlation_id),
    )
    return msgspec.json.encode(envelope).decode()


def unpack(text: str | bytes) -> Received:
    """Decode the event inside an envelope; raise Unprocessable when the event or its schema is not known."""
    try:
        envelope = msgspec.json.decode(text, type=Envelope)
        event = msgspec.json.decode(envelope.data, type=_event_type(envelope))
    except msgspec.MsgspecError as error:
        raise Unprocessable(f"The event cannot be read: {error}") from error
    return Received(
        id=envelope.id, correlation_id=envelope.correlationid, time=envelope.time, event=event, traced=envelope.traced
    )


def _event_type(envelope: Envelope) -> type[Event]:
    event_type = BY_NAME.get(envelope.type)
    if event_type is None or envelope.dataschema != schema_of(event_type):
        raise Unprocessable(f"Unknown event {envelope.type} ({envelope.dataschema}).")
    return event_type


def from_eventbridge(body: str | bytes) -> Received:
    """Decode the event in a queue message that an EventBridge rule sent."""
    try:
        message: dict[str, Any] = msgspec.json.decode(body, type=dict[str, Any])
        detail = msgspec.json.encode(message["detail"])
    except (msgspec.MsgspecError, KeyError) as error:
        raise Unprocessable("The message is not an EventBridge event.") from error
    return unpack(detail)
