"""DynamoDB expressions with placeholders for all names and values, since any name may be a reserved word."""

from collections.abc import Sequence
from typing import Any

from bookstore.dynamodb.conditions import Condition, Expressions
from bookstore.dynamodb.limits import MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES, check_key_part


def where(key: Condition | None, filter_by: Condition | None) -> dict[str, Any]:
    """Build the key condition and the filter of a query or scan; KeyRefused for a key that no item can have."""
    if key:
        _check(key)
    expressions = Expressions()
    parts = {"KeyConditionExpression": key, "FilterExpression": filter_by}
    built = {name: expressions.build(condition) for name, condition in parts.items() if condition}
    return built | {"ExpressionAttributeNames": expressions.names, "ExpressionAttributeValues": expressions.values}


def only(names: Sequence[str]) -> dict[str, Any]:
    """Build the projection of these attributes; no projection, so all attributes, when there is none."""
    if not names:
        return {}
    placeholders = {f"#o{number}": name for number, name in enumerate(names)}
    return {"ProjectionExpression": ", ".join(placeholders), "ExpressionAttributeNames": placeholders}


def _check(condition: Condition) -> None:
    """Raise KeyRefused when a query's key condition has a value that no item's key can have."""
    attribute, *values = condition.operands
    if isinstance(attribute, Condition):
        for part in condition.operands:
            _check(part)
        return
    for value in values:
        check_key_part(value, MAX_PARTITION_KEY_BYTES if condition.operator == "=" else MAX_SORT_KEY_BYTES)
