"""DynamoDB expressions with placeholders for all names and values, since any name may be a reserved word."""

from collections.abc import Sequence
from typing import Any

from boto3.dynamodb.conditions import ConditionBase, ConditionExpressionBuilder

from bookstore.dynamodb.items import to_value
from bookstore.dynamodb.limits import check_condition


def where(key: ConditionBase | None, filter_by: ConditionBase | None) -> dict[str, Any]:
    """Build the key condition and the filter of a query or scan; KeyRefused for a key that no item can have."""
    if key:
        check_condition(key)
    builder = ConditionExpressionBuilder()
    key_condition = builder.build_expression(key, is_key_condition=True) if key else None
    filter_expression = builder.build_expression(filter_by) if filter_by else None
    expressions = [each for each in (key_condition, filter_expression) if each]
    return {
        **({"KeyConditionExpression": key_condition.condition_expression} if key_condition else {}),
        **({"FilterExpression": filter_expression.condition_expression} if filter_expression else {}),
        "ExpressionAttributeNames": {k: v for each in expressions for k, v in each.attribute_name_placeholders.items()},
        "ExpressionAttributeValues": {
            k: to_value(v) for each in expressions for k, v in each.attribute_value_placeholders.items()
        },
    }


def only(names: Sequence[str]) -> dict[str, Any]:
    """Build the projection of these attributes; no projection, so all attributes, when there is none."""
    if not names:
        return {}
    placeholders = {f"#o{number}": name for number, name in enumerate(names)}
    return {"ProjectionExpression": ", ".join(placeholders), "ExpressionAttributeNames": placeholders}
