"""What a function's event filter lets through, as far as our templates say it: values, and beginnings of values."""

import json
from collections.abc import Mapping
from typing import Any


def lets_through(criteria: Mapping[str, Any] | None, record: Mapping[str, Any]) -> bool:
    """One pattern that fits is enough; without any, everything passes."""
    patterns = [json.loads(each["Pattern"]) for each in (criteria or {}).get("Filters", [])]
    return not patterns or any(fits(pattern, record) for pattern in patterns)


def fits(pattern: Any, value: Any) -> bool:
    """A pattern names fields, and for each the values that it may have."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(fits(wanted, value.get(name)) for name, wanted in pattern.items())
    return any(is_said(rule, value) for rule in pattern)


def is_said(rule: Any, value: Any) -> bool:
    """A rule of a kind that is not known here is a KeyError: better than a guess."""
    return isinstance(value, str) and value.startswith(rule["prefix"]) if isinstance(rule, Mapping) else value == rule
