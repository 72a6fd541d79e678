"""Convert DynamoDB's typed values as AppSync does: JSON for resolvers, numbers as numbers, sets as lists."""

import base64
import binascii
import json
from typing import Any

from ministack.services import appsync

Json = dict[str, Any]

TYPES = frozenset({"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"})


def to_json(item: Json | None) -> Json | None:
    """Convert an item; None stays None."""
    return None if item is None else {name: _to_value(typed) for name, typed in item.items()}


def _to_value(typed: Json) -> Any:
    ((kind, value),) = typed.items()
    if kind == "N":
        return _to_number(value)
    if kind == "NS":
        return [_to_number(number) for number in value]
    if kind == "L":
        return [_to_value(element) for element in value]
    if kind == "M":
        return to_json(value)
    return None if kind == "NULL" else value


def _to_number(text: str) -> int | float:
    number = float(text)
    return int(text) if text.lstrip("+-").isdigit() else int(number) if number.is_integer() else number


def check_typed(field: str, item: Any) -> Json:
    """Return a map of typed values, or raise AppSync's error that names the first value without a type."""
    if not isinstance(item, dict):
        raise mapping_error(f"Value for field '$[{field}]' not found.")
    for name, typed in item.items():
        if not isinstance(typed, dict) or len(typed) != 1 or not TYPES.issuperset(typed):
            raise mapping_error(f"Unsupported element '$[{field}][{name}]': expected a typed value such as {{'S': …}}.")
    return item


def mapping_error(message: str) -> Exception:
    """Return the error of a request that AppSync does not send to DynamoDB."""
    error: Exception = appsync._AppSyncResolverError(message, "MappingTemplate")
    return error


def to_page(response: Json) -> Json:
    """Convert a page of a query or scan; its token is opaque to clients."""
    last = response.get("LastEvaluatedKey")
    return {
        "items": [to_json(item) for item in response.get("Items", [])],
        "nextToken": base64.b64encode(json.dumps(last).encode()).decode() if last else None,
        "scannedCount": response.get("ScannedCount", 0),
    }


def read_token(token: str | None) -> Json | None:
    """Return the key where a page ended, or raise AppSync's error for what is no token."""
    if not token:
        return None
    try:
        key = json.loads(base64.b64decode(token, validate=True))
        return check_typed("nextToken", key)
    except (ValueError, TypeError, binascii.Error, appsync._AppSyncResolverError) as error:
        raise appsync._AppSyncResolverError("Invalid pagination token.", "DynamoDB:InvalidNextToken") from error


def order_by_keys(response: Json, tables: Json) -> Json:
    """Return a batch's items in the order of their keys, null for a missing one: DynamoDB itself promises no order."""
    data = {}
    for table, part in tables.items():
        items = response["Responses"].get(table, [])
        data[table] = [
            to_json(next((item for item in items if key.items() <= item.items()), None)) for key in part["keys"]
        ]
    unprocessed = {
        table: [to_json(key) for key in part["Keys"]] for table, part in response.get("UnprocessedKeys", {}).items()
    }
    return {"data": data, "unprocessedKeys": {table: unprocessed.get(table, []) for table in tables}}


def to_reason(cancellation: Json) -> Json:
    """Return why one part of a transaction was refused, with the item that was in the way."""
    return {
        "type": cancellation.get("Code"),
        "message": cancellation.get("Message"),
        "item": to_json(cancellation.get("Item")),
    }
