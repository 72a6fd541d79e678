"""Read the JSON body of a control; unknown fields are refused, never ignored."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.simulator import Simulator

Body = dict[str, Any]
Control = Callable[[Simulator, str, Body], object]
T = TypeVar("T")


def decode(body: bytes) -> Body:
    """Decode a JSON object; an empty body is an empty object."""
    try:
        return msgspec.json.decode(body or b"{}", type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise InvalidParameter(f"The body must be a JSON object: {error}") from error


def read_settings(body: Body, kind: type[T], current: Body) -> T:
    """Build a `kind` from the current values, replaced by those of the body."""
    allowed = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for name in body:
        if name not in allowed:
            raise InvalidParameter(f"Unknown: {name}. Known are: {', '.join(allowed)}.", param=name)
    try:
        return msgspec.convert({**current, **body}, kind)
    except msgspec.ValidationError as error:
        raise InvalidParameter(str(error)) from error


def read_choice(body: Body, name: str, choices: tuple[str, ...]) -> str:
    """Return the body's value if it is one of the choices; the first choice is the default."""
    value = body.get(name, choices[0])
    if value not in choices:
        allowed = " or ".join(f'"{text}"' for text in choices)
        raise InvalidParameter(f"{name} must be {allowed}", param=name)
    return str(value)
