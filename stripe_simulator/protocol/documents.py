"""Stripe tells every field of an object, those without a value too."""

from typing import Any

Document = dict[str, Any]
"""An object of Stripe's API as JSON has it."""


def empty(names: str) -> Document:
    """The fields of these names, as null."""
    return dict.fromkeys(names.split())


def chosen(document: Document, names: str) -> Document:
    """The fields of these names, as they are in another object."""
    return {name: document[name] for name in names.split()}
