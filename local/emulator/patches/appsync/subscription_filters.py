"""Apply the filters that a subscription's resolver sets with `extensions.setSubscriptionFilter`.

Source: AppSync developer guide, "Defining enhanced subscriptions filters". The groups are alternatives; all filters of
a group must match. A filter takes the place of the arguments, which need not be fields of the result then.
"""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, expected: value == expected,
    "ne": lambda value, expected: value != expected,
    "le": lambda value, expected: value <= expected,
    "lt": lambda value, expected: value < expected,
    "ge": lambda value, expected: value >= expected,
    "gt": lambda value, expected: value > expected,
    "contains": lambda value, expected: expected in value,
    "notContains": lambda value, expected: expected not in value,
    "beginsWith": lambda value, expected: value.startswith(expected),
    "in": lambda value, expected: value in expected,
    "notIn": lambda value, expected: value not in expected,
    "between": lambda value, expected: expected[0] <= value <= expected[1],
    "containsAny": lambda value, expected: any(element in value for element in expected),
}


def check_filter(definition: Json | None) -> Json | None:
    """Return a filter, or raise ValueError that names the part which is missing or unknown."""
    for condition in (condition for group in _groups(definition) for condition in group):
        if condition.get("operator") not in OPERATORS:
            raise ValueError(f"Unsupported operator {condition.get('operator')} in a subscription filter.")
        if not isinstance(condition.get("fieldName"), str) or "value" not in condition:
            raise ValueError("Each condition of a subscription filter needs a fieldName and a value.")
    return definition


def is_match(definition: Json | None, result: Any) -> bool:
    """Tell whether a mutation's result passes; without a filter, or without groups, everything does."""
    groups = _groups(definition)
    return not groups or any(all(_holds(condition, result) for condition in group) for group in groups)


def _groups(definition: Json | None) -> list[list[Json]]:
    return [group.get("filters") or [] for group in (definition or {}).get("filterGroup") or []]


def _holds(condition: Json, result: Any) -> bool:
    value = result
    for name in condition["fieldName"].split("."):
        value = value.get(name) if isinstance(value, dict) else None
    try:
        return OPERATORS[condition["operator"]](value, condition["value"])
    except (TypeError, AttributeError):  # a missing value, or one of another type
        return False
