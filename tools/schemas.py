"""Build an event's JSON Schema from its struct."""

from typing import Any

import msgspec

from bookstore.events import Event
from bookstore.messaging.envelope import schema_of


def build_schema(kind: type[Event]) -> dict[str, Any]:
    """Return the schema of the event's `data`; unknown fields are allowed, since a schema only grows."""
    inner = msgspec.json.schema(kind, ref_template="#/$defs/{name}")
    definition = inner["$defs"].pop(kind.name())
    rest = {"$defs": inner["$defs"]} if inner["$defs"] else {}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_of(kind)}
    return {**head, **definition, **rest}
