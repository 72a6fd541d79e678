"""Python values to DynamoDB items and back: integers stay integers, and a float is refused."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def to_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Serialize the values; None is left out at the top level."""
    return {name: _serialize(value) for name, value in values.items() if value is not None}


def to_value(value: Any) -> dict[str, Any]:
    """Serialize one value."""
    return _serialize(value)  # type: ignore[no-any-return]


def from_item(item: Mapping[str, Any]) -> Item:
    """Deserialize an item into plain Python values; numbers become int."""
    return {name: _to_plain(_deserialize(value)) for name, value in item.items()}


def _to_plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, list):
        return [_to_plain(element) for element in value]
    if isinstance(value, dict):
        return {name: _to_plain(element) for name, element in value.items()}
    return value
