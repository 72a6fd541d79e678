"""What DynamoDB is asked, in its expressions: names and values by placeholders, as any word may be one it reserves."""

from collections.abc import Sequence
from typing import Any

from boto3.dynamodb.conditions import ConditionBase, ConditionExpressionBuilder

from bookstore.dynamodb.items import to_value


def where(key: ConditionBase | None, keep: ConditionBase | None) -> dict[str, Any]:
    """Which keys to look under, and which of the items there to keep."""
    builder = ConditionExpressionBuilder()
    under = builder.build_expression(key, is_key_condition=True) if key else None
    rest = builder.build_expression(keep) if keep else None
    both = [part for part in (under, rest) if part]
    return {
        **({"KeyConditionExpression": under.condition_expression} if under else {}),
        **({"FilterExpression": rest.condition_expression} if rest else {}),
        "ExpressionAttributeNames": {k: v for part in both for k, v in part.attribute_name_placeholders.items()},
        "ExpressionAttributeValues": {
            k: to_value(v) for part in both for k, v in part.attribute_value_placeholders.items()
        },
    }


def only(names: Sequence[str]) -> dict[str, Any]:
    """Which attributes to answer with; all of them when none is named."""
    if not names:
        return {}
    placeholders = {f"#o{number}": name for number, name in enumerate(names)}
    return {"ProjectionExpression": ", ".join(placeholders), "ExpressionAttributeNames": placeholders}
