"""Read a stored book. One that breaks a rule that came after it can still be withdrawn, or be written again."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from msgspec import MsgspecError, Struct, convert, defstruct, structs, to_builtins

from bookstore.dynamodb.items import Item
from bookstore.events.books import Author, Edition
from bookstore.field_types import Checked
from chalicelib.books.book import Book, BookUnreadable

UNKNOWN, LONG_AGO = "unknown", datetime(1900, 1, 1, tzinfo=UTC)
EDITION_PLACEHOLDERS = {
    "format": "paperback",
    "price": 1_000_000,  # the highest there is: should anybody still sell it, then not for nothing
    "language": "en",
    "publisher": UNKNOWN,
    "released": "1900-01-01",
}
BOOK_PLACEHOLDERS = {
    "authors": [to_builtins(Author(UNKNOWN, UNKNOWN))],
    "published": 0,
    "category": UNKNOWN,
    "language": "en",
    "description": "",
    "added_at": to_builtins(LONG_AGO),
    "changed_at": to_builtins(LONG_AGO),
}


def to_book(item: Item) -> Book:
    """Return the book in an item; raise BookUnreadable, naming the field and its rule."""
    try:
        return convert(item, Book)
    except MsgspecError as error:
        raise BookUnreadable(f"This book breaks a rule that came after it: {error}", book_id=item["book_id"]) from error


def to_withdrawable_book(item: Item) -> Book:
    """Return the book in an item. Of one that cannot be read, a placeholder stands for each field that breaks a rule:
    that the book is withdrawn has to reach services that would refuse the rest of it.

    Raise BookUnreadable when no edition has an ISBN: then no other service ever knew the book."""
    try:
        return to_book(item)
    except BookUnreadable:
        editions = [_repair(edition, Edition, EDITION_PLACEHOLDERS) for edition in item.get("editions") or ()]
        readable = item | {"editions": [edition for edition in editions if _is_readable(edition, "isbn", Edition)]}
        return to_book(_repair(readable, Book, BOOK_PLACEHOLDERS | {"title": item["book_id"]}))


def _repair(item: Item, kind: type[Struct], placeholders: dict[str, Any]) -> Item:
    """Replace the fields that cannot be read by placeholders, and leave out those that have a default."""
    names = [field.encode_name for field in structs.fields(kind)]
    return placeholders | {name: item[name] for name in names if name in item and _is_readable(item, name, kind)}


def _is_readable(item: Item, name: str, kind: type[Struct]) -> bool:
    try:
        convert({name: item.get(name)}, _struct_of_field(kind, name))
    except MsgspecError:
        return False
    return True


@cache
def _struct_of_field(kind: type[Struct], name: str) -> type[Struct]:
    """Return a struct of one field, which has all the rules that the field has in its own."""
    field = next(field for field in structs.fields(kind) if field.encode_name == name)
    return defstruct(f"{kind.__name__}_{name}", [(name, field.type)], bases=(Checked,), frozen=True)
