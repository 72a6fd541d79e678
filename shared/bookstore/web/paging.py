"""Pages of a list: `{"items": […], "next": cursor}`."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct

from bookstore.dynamodb.item_lists import ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.unreadable import read_rows

T = TypeVar("T")
Limit = Annotated[int, Meta(ge=1, le=100, description="How many items at the most.")]
Cursor = Annotated[str, Meta(description="`next` of the page before; of the same list in the same order.")]


class Page(Struct, Generic[T], frozen=True):
    """One page of a list; `next` is the cursor of the next page, null at the end."""

    items: list[T]
    next: str | None = None


def to_page(page: ItemPage, read: Callable[[Item], T]) -> "Page[T]":
    """Convert a page of a list with `read` for each item; one that cannot be read is left out and reported."""
    return Page([value for _, value in read_rows(page.items, read)], page.next)
