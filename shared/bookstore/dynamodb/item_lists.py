"""Lists of items that clients read page by page, and the cursors that say where a page starts.

A cursor is the key after which the page starts, with a checksum of that key and of its list: table, index,
partition and order. It is no secret. Whoever computes one can only name a place in the list they may read anyway.
"""

import base64
import hashlib
from dataclasses import dataclass

import msgspec

from bookstore.dynamodb.conditions import Condition, Key
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.limits import MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES, is_key_part
from bookstore.errors import BadRequest

MAX_CURSOR_LENGTH = 8_192  # more than the longest keys of an item and an index need
CHECKSUM_BYTES = 12
FIRST, LAST = " ", "\U0010ffff"  # before and behind every sort key of a list
Cursor = str


@dataclass(frozen=True)
class ItemPage:
    """One page of a list: the items, and the cursor of the next page, if there is one."""

    items: list[Item]
    next: Cursor | None


@dataclass(frozen=True, kw_only=True)
class ItemList:
    """The items whose attribute `partition` is `value`, by their attribute `sort`; `prefix` is for a table's own keys,
    `since` and `until` are bounds of the sort key (both included).

    Without an `index`, these are the table's own keys.
    """

    value: str
    partition: str = "pk"
    sort: str = "sk"
    index: str | None = None
    prefix: str = ""
    newest_first: bool = False
    since: str = ""
    until: str = ""

    @property
    def condition(self) -> Condition:
        """Return the key condition of the list's items."""
        where = Key(self.partition).eq(self.value)
        if self.since or self.until:
            return where & Key(self.sort).between(self.since or FIRST, self.until or LAST)
        return where & Key(self.sort).begins_with(self.prefix) if self.prefix else where

    def encode_cursor(self, table: str, key: Item) -> Cursor:
        """Return the cursor of the page after the item with this key."""
        return self._encode(table, [key[name] for name in self._names])

    def decode_cursor(self, table: str, cursor: Cursor | None) -> Item | None:
        """Return the key after which the page starts, None for the first page.

        Raises BadRequest unless the cursor is one that this list has made, to the letter.
        """
        if cursor is None:
            return None
        values = _decode(cursor)
        if not self._is_key(values) or self._encode(table, values) != cursor:
            raise BadRequest(
                "This cursor is not one of this list.", field="cursor", rule="`next` of the page before, unchanged"
            )
        return {**dict(zip(self._names, values, strict=True)), self.partition: self.value}

    @property
    def _names(self) -> tuple[str, ...]:
        """The attributes of a key besides the partition, which the list knows."""
        return ("pk", "sk", self.sort) if self.index else ("sk",)

    def _is_key(self, values: list[str]) -> bool:
        limits = (
            (MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES, MAX_SORT_KEY_BYTES) if self.index else (MAX_SORT_KEY_BYTES,)
        )
        return (
            len(values) == len(limits)
            and all(is_key_part(value, limit) for value, limit in zip(values, limits, strict=True))
            and values[-1].startswith(self.prefix)
        )

    def _encode(self, table: str, values: list[str]) -> Cursor:
        identity = [table, self.index, self.partition, self.value, self.sort, self.prefix, self.newest_first]
        identity += [self.since, self.until] if self.since or self.until else []
        checksum = hashlib.sha256(msgspec.json.encode([identity, values])).digest()[:CHECKSUM_BYTES]
        return _to_text(checksum + msgspec.json.encode(values))


def _decode(cursor: Cursor) -> list[str]:
    """Return the values in a cursor; none when it has none, which no list's key is."""
    if len(cursor) > MAX_CURSOR_LENGTH:
        return []
    try:
        content = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(content[CHECKSUM_BYTES:], type=list[str])
    except (msgspec.MsgspecError, ValueError):
        return []


def _to_text(content: bytes) -> Cursor:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
