"""The JSON objects of Stripe's API, which always have all their fields, those without a value as null."""

from typing import Any

Document = dict[str, Any]
"""An object of Stripe's API as JSON has it."""


def null_fields(names: str) -> Document:
    """Return a null field for each of the names, which are separated by white space."""
    return dict.fromkeys(names.split())


def select_fields(document: Document, names: str) -> Document:
    """Copy the fields of these names, which are separated by white space."""
    return {name: document[name] for name in names.split()}
