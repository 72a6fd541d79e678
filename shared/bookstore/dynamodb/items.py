"""Python values to DynamoDB items and back, in one pass: whole numbers are integers, a float is refused."""

import base64
from collections.abc import Callable, Mapping, Set
from decimal import Clamped, Context, Decimal, DecimalException, Inexact, Overflow, Rounded, Underflow
from types import NoneType
from typing import Any

from bookstore.dynamodb.limits import MAX_DIGITS, NumberRefused, check_key

Item = dict[str, Any]
TOO_LARGE = 10**MAX_DIGITS
# Source: DynamoDB's rules for numbers.
NUMBERS = Context(Emin=-128, Emax=126, prec=MAX_DIGITS, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])


def to_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Serialize the values; None is left out at the top level."""
    return {name: to_value(value) for name, value in values.items() if value is not None}


def to_whole_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Serialize an item to be written; KeyRefused when no item can have its key."""
    check_key(values)
    return to_item(values)


def to_key(pk: str, sk: str) -> dict[str, Any]:
    """Serialize the key of an item; KeyRefused when no item can have it."""
    return to_whole_item({"pk": pk, "sk": sk})


def to_value(value: Any) -> dict[str, Any]:
    """Serialize one value.

    Raises NumberRefused for a number with more digits than an item can hold, TypeError for what no item holds.
    """
    kind = type(value)
    return (_WRITE.get(kind) or _writer(kind))(value)


def from_item(item: Mapping[str, Any]) -> Item:
    """Deserialize an item into plain Python values; a whole number becomes int, any other Decimal."""
    return {name: _READ[kind](value) for name, typed in item.items() for kind, value in typed.items()}


def _writer(kind: type) -> Callable[[Any], dict[str, Any]]:
    """Return how a subclass of one of the types is serialized; raise TypeError for any other type, such as float."""
    writer = next((write for known, write in _WRITE.items() if issubclass(kind, known)), None)
    if writer is None and issubclass(kind, Mapping):
        writer = _WRITE[dict]
    if writer is None:
        raise TypeError(f"An item holds no {kind.__name__}.")
    return writer


def _write_int(value: int) -> dict[str, Any]:
    if not -TOO_LARGE < value < TOO_LARGE:
        raise NumberRefused
    return {"N": int.__repr__(value)}


def _write_decimal(value: Decimal) -> dict[str, Any]:
    if not value.is_finite():
        raise TypeError("An item holds neither infinity nor NaN.")
    try:
        return {"N": str(NUMBERS.create_decimal(value))}
    except DecimalException as error:
        raise NumberRefused from error


def _write_set(values: Set[Any]) -> dict[str, Any]:
    """Serialize a set of texts, of numbers or of bytes; TypeError for an empty or a mixed one, which no item holds."""
    typed = [to_value(value) for value in values]
    kinds = {kind for each in typed for kind in each}
    if len(kinds) != 1 or not kinds <= {"S", "N", "B"}:
        raise TypeError("An item holds sets of texts, of numbers or of bytes only.")
    (kind,) = kinds
    return {f"{kind}S": [each[kind] for each in typed]}


_WRITE: dict[type, Callable[[Any], dict[str, Any]]] = {
    str: lambda value: {"S": str(value)},
    bool: lambda value: {"BOOL": value},  # before int, of which it is a subclass
    int: _write_int,
    NoneType: lambda _: {"NULL": True},
    dict: lambda values: {"M": {name: to_value(value) for name, value in values.items()}},
    list: lambda values: {"L": [to_value(value) for value in values]},
    tuple: lambda values: {"L": [to_value(value) for value in values]},
    Decimal: _write_decimal,
    set: _write_set,
    frozenset: _write_set,
    bytes: lambda value: {"B": base64.b64encode(value).decode()},
    bytearray: lambda value: {"B": base64.b64encode(value).decode()},
}


def _read_number(text: str) -> int | Decimal:
    try:
        return int(text)
    except ValueError:
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else number


_READ: dict[str, Callable[[Any], Any]] = {
    "S": str,
    "N": _read_number,
    "BOOL": bool,
    "NULL": lambda _: None,
    "M": from_item,
    "L": lambda values: [_READ[kind](value) for typed in values for kind, value in typed.items()],
    "B": base64.b64decode,
    "SS": set,
    "NS": lambda values: {_read_number(value) for value in values},
    "BS": lambda values: {base64.b64decode(value) for value in values},
}
