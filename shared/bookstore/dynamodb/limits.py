"""What DynamoDB refuses about keys and numbers, checked before it is asked: a client's mistake is a client's error.

The parameters of routes have tighter bounds, which name their field; this is for what none of them has caught.
Source: DynamoDB's quotas.
"""

from collections.abc import Mapping
from typing import Any

from bookstore.errors import Invalid

MAX_PARTITION_KEY_BYTES = 2_048
MAX_SORT_KEY_BYTES = 1_024
MAX_DIGITS = 38
MAX_ITEM_BYTES = 409_600


class KeyRefused(Invalid):
    """No item can have this key."""


class NumberRefused(Invalid):
    """No item can hold this number."""

    def __init__(self) -> None:
        super().__init__("A number of this request is too large.", rule=f"at most {MAX_DIGITS} digits")


class ItemTooLarge(Invalid):
    """What an item would become is more than DynamoDB stores; the lists that grow in items have bounds of their own,
    which name their rule."""

    code = "too_large"

    def __init__(self) -> None:
        super().__init__("This has grown too large to be saved.", rule=f"at most {MAX_ITEM_BYTES:,} bytes")


def check_key(key: Mapping[str, Any]) -> None:
    """Raise KeyRefused when no item can have this `pk` and `sk`."""
    check_key_part(key["pk"], MAX_PARTITION_KEY_BYTES)
    check_key_part(key["sk"], MAX_SORT_KEY_BYTES)


def is_key_part(value: Any, most_bytes: int) -> bool:
    """Return whether this value is text of one byte at least and of `most_bytes` at most."""
    if not isinstance(value, str) or not value:
        return False
    try:
        return len(value) <= most_bytes if value.isascii() else len(value.encode()) <= most_bytes
    except UnicodeEncodeError:
        return False


def check_key_part(value: Any, most_bytes: int) -> None:
    """Raise KeyRefused unless this value is text of one byte at least and of `most_bytes` at most."""
    if not is_key_part(value, most_bytes):
        rule = f"text of 1 to {most_bytes:,} bytes"
        raise KeyRefused("A value of this request is too long, or no text.", rule=rule)
