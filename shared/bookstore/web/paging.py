"""Lists a page at a time: `{"items": […], "next": cursor}`."""

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
    """Some of a list; `next` is the cursor that fetches what follows, null at the end."""

    items: list[T]
    next: str | None = None


def to_page(found: QueryPage, read: Callable[[Item], T]) -> "Page[T]":
    """The page that a query found."""
    return Page([read(item) for item in found.items], _cursor(found.next) if found.next else None)


def decode_cursor(cursor: str | None, **owner: str) -> Item | None:
    """Where a cursor says to go on. It has to lie in the partition the reader may see, given as key and value."""
    if not cursor:
        return None
    start = _opened(cursor)
    if any(start.get(name) != value for name, value in owner.items()):
        raise BadRequest("This cursor belongs to another list.", field="cursor", rule="from the list itself")
    return start


def _cursor(key: Item) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def _opened(cursor: str) -> dict[str, str | int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return msgspec.json.decode(base64.urlsafe_b64decode(padded), type=dict[str, str | int])
    except (msgspec.MsgspecError, binascii.Error, ValueError) as problem:
        raise BadRequest("The cursor cannot be read.", field="cursor", rule="as it was given") from problem
