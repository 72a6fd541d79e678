"""Python values to DynamoDB items and back: integers stay integers, and a float is refused."""

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from bookstore.dynamodb.limits import NumberRefused, check_key

Item = dict[str, Any]
_serializer = TypeSerializer()
_deserialize = TypeDeserializer().deserialize


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
    """Serialize one value; NumberRefused for a number with more digits than an item can hold."""
    try:
        return _serializer.serialize(value)  # type: ignore[no-any-return]
    except DecimalException as error:
        raise NumberRefused from error


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
