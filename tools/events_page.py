"""Render docs/events.md: an event's docstring is its documentation; its consumers are read from the services' rules."""

import inspect
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from chalice.package import YAMLTemplateSerializer

from bookstore.events import EVENTS, Event
from deploy.paths import ROOT

HEAD = """\
# Events

Generated from `shared/bookstore/events/` by `python -m tools`; do not edit. Schemas: [docs/schemas](schemas),
AsyncAPI: [docs/asyncapi.json](asyncapi.json).

Every event is a [CloudEvents 1.0](https://cloudevents.io) document in EventBridge's `Detail`, and carries the whole
state of its subject with the subject's version (`sequence`, and `version` in the data). A consumer merges by version:
it may hear an event twice, late, or out of order, and ends in the same state.

| Event | Source | Subject | Heard by |
|---|---|---|---|
"""


def render_page() -> str:
    """Render the whole page."""
    consumers = find_consumers()
    rows = "".join(_row(kind, consumers.get(kind.name(), [])) for kind in EVENTS)
    return HEAD + rows + "".join(_section(kind, consumers.get(kind.name(), [])) for kind in EVENTS)


def find_consumers() -> dict[str, list[str]]:
    """Return the services whose rules route each event."""
    consumers: dict[str, list[str]] = {}
    for path in sorted((ROOT / "services").glob("*/resources.yaml")):
        for name in _routed_events(path.read_text(), str(path)):
            consumers.setdefault(name, []).append(path.parent.name)
    return consumers


def _routed_events(text: str, name: str) -> list[str]:
    resources: dict[str, Any] = YAMLTemplateSerializer().load_template(text, name)["Resources"]
    rules = [r["Properties"]["EventPattern"] for r in resources.values() if r["Type"] == "AWS::Events::Rule"]
    return sorted({detail for rule in rules for detail in rule.get("detail-type", ())})


def _row(kind: type[Event], consumers: list[str]) -> str:
    subject = (inspect.getdoc(kind.subject) or "").rstrip(".").split(";")[0]
    return f"| [{kind.name()}](#{kind.name().lower()}) | {kind.source} | {subject} | {', '.join(consumers) or '–'} |\n"


def _section(kind: type[Event], consumers: list[str]) -> str:
    fields = "".join(_field(field) for field in msgspec.structs.fields(kind))
    return (
        f"\n## {kind.name()}\n\n{inspect.getdoc(kind)}\n\n"
        f"From `{kind.source}`, heard by {', '.join(consumers) or 'nobody yet'}.\n\n"
        f"| Field | Type | |\n|---|---|---|\n{fields}"
    )


def _field(field: msgspec.structs.FieldInfo) -> str:
    return f"| `{field.name}` | {_type_name(field.type)} | {'required' if field.required else 'optional'} |\n"


def _type_name(hint: Any) -> str:
    """Name a type as Python writes it, without the bounds, which the JSON Schema has."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type_name(arguments[0])
    if origin in {Union, UnionType}:
        return " or ".join(map(_type_name, arguments))
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if hint in {None, NoneType, Ellipsis}:
        return "..." if hint is Ellipsis else "None"
    return f"{hint.__name__}[{', '.join(map(_type_name, arguments))}]" if arguments else str(hint.__name__)
