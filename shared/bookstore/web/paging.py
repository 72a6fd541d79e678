"""Pages of a list: `{"items": […], "next": cursor}`."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import QueryPage
from bookstore.errors import BadRequest

T = TypeVar("T")
Limit = Annotated[int, Meta(ge=1, le=100, description="How many items at the most.")]


class Page(Struct, Generic[T], frozen=True):
    """One page of a list; `next` is the cursor of the next page, null at the end."""

    items: list[T]
    next: str | None = None


def to_page(page: QueryPage, read: Callable[[Item], T]) -> "Page[T]":
    """Convert a query's page with `read` for each item."""
    return Page([read(item) for item in page.items], _encode_cursor(page.next) if page.next else None)


def decode_cursor(cursor: str | None, **owner: str) -> Item | None:
    """Decode a cursor into the key to start at. It has to lie in the caller's partition, given as key and value."""
    if not cursor:
        return None
    start = _decode(cursor)
    if any(start.get(name) != value for name, value in owner.items()):
        raise BadRequest("This cursor belongs to another list.", field="cursor", rule="from the list itself")
    return start


def _encode_cursor(key: Item) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def _decode(cursor: str) -> dict[str, str | int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return msgspec.json.decode(base64.urlsafe_b64decode(padded), type=dict[str, str | int])
    except (msgspec.MsgspecError, binascii.Error, ValueError) as error:
        raise BadRequest("The cursor cannot be read.", field="cursor", rule="as it was given") from error
