"""Reads what a control is told, and refuses what it does not understand instead of ignoring it."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.simulator import Simulator

Body = dict[str, Any]
Control = Callable[[Simulator, str, Body], object]
T = TypeVar("T")


def decoded(body: bytes) -> Body:
    """An empty body is an empty object."""
    try:
        return msgspec.json.decode(body or b"{}", type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise InvalidParameter(f"The body must be a JSON object: {error}") from error


def read(body: Body, kind: type[T], present: Body) -> T:
    """A `kind` with the present values, except where the body has others."""
    known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for name in body:
        if name not in known:
            raise InvalidParameter(f"Unknown: {name}. Known are: {', '.join(known)}.", param=name)
    try:
        return msgspec.convert({**present, **body}, kind)
    except msgspec.ValidationError as error:
        raise InvalidParameter(str(error)) from error


def choice(body: Body, name: str, choices: tuple[str, ...]) -> str:
    """One of these; the first unless said otherwise."""
    value = body.get(name, choices[0])
    if value not in choices:
        allowed = " or ".join(f'"{text}"' for text in choices)
        raise InvalidParameter(f"{name} must be {allowed}", param=name)
    return str(value)
