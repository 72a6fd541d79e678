"""What a function's event filter lets through, as far as our templates say it: values, and beginnings of values."""

import json
from collections.abc import Mapping
from typing import Any


def passes_filter(criteria: Mapping[str, Any] | None, record: Mapping[str, Any]) -> bool:
    """One pattern that fits is enough; without any, everything passes."""
    patterns = [json.loads(each["Pattern"]) for each in (criteria or {}).get("Filters", [])]
    return not patterns or any(matches_pattern(pattern, record) for pattern in patterns)


def matches_pattern(pattern: Any, value: Any) -> bool:
    """A pattern names fields, and for each the values that it may have."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(
            matches_pattern(wanted, value.get(name)) for name, wanted in pattern.items()
        )
    return any(matches_rule(rule, value) for rule in pattern)


def matches_rule(rule: Any, value: Any) -> bool:
    """A rule of a kind that is not known here is a KeyError: better than a guess."""
    return isinstance(value, str) and value.startswith(rule["prefix"]) if isinstance(rule, Mapping) else value == rule
