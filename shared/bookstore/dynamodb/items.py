"""Python values to DynamoDB items and back: integers stay integers, and a float is refused."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]
_write = TypeSerializer().serialize
_read = TypeDeserializer().deserialize


def to_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Attribute values for the names that have one: None is left out, as DynamoDB has no use for it at the top."""
    return {name: _write(value) for name, value in values.items() if value is not None}


def to_value(value: Any) -> dict[str, Any]:
    """One attribute value."""
    return _write(value)  # type: ignore[no-any-return]


def from_item(item: Mapping[str, Any]) -> Item:
    """Plain Python values; numbers as int."""
    return {name: _plain(_read(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
