"""Read a query string as a struct. A field of several values is a repeated parameter: `format=a&format=b`."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

import msgspec
from chalice.app import MultiDict
from msgspec.structs import FieldInfo

from bookstore.errors import Invalid
from bookstore.web.value_checks import struct_fields

CURSOR = "cursor"  # an empty one is refused: a client that has lost its cursor would read the first page for ever


@dataclass(frozen=True)
class Separator:
    """What separates several values in one parameter, which clients wrote before a parameter could be repeated.

    The pattern must match nothing that is part of a value.
    """

    pattern: str


COMMA = Separator(",")
COMMA_WITHOUT_SPACE = Separator(r",(?!\s)")


def read_query(given: MultiDict | None, hint: Any) -> Any:
    """Convert the parameters; unknown names are ignored, and so are empty values but a cursor's."""
    parameters = given if given is not None else MultiDict({})
    values = {
        field.encode_name: _read(field, parameters) for field in struct_fields(hint) if field.encode_name in parameters
    }
    return msgspec.convert({name: value for name, value in values.items() if value is not None}, hint, strict=False)


def is_repeatable(hint: Any) -> bool:
    """Return whether a field of this type takes several values."""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_origin(plain) is tuple


def _read(field: FieldInfo, parameters: MultiDict) -> Any:
    name = field.encode_name
    if is_repeatable(field.type):
        return _split(parameters.getlist(name), field.type) or None
    values = parameters.getlist(name)
    if len(values) > 1:
        raise Invalid(f"{name}: given more than once.", field=name, rule="once")
    value = values[0]
    return value if value != "" or name == CURSOR else None


def _split(texts: list[str], hint: Any) -> list[str]:
    """Return the values, each once, without spaces around them."""
    separator = next((each for each in get_args(hint)[1:] if isinstance(each, Separator)), None)
    parts = (part for text in texts for part in (re.split(separator.pattern, text) if separator else [text]))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
