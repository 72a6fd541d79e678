"""Notes in the table of orders, each written with its audit entry."""

from functools import cache

from msgspec import convert, to_builtins

from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from chalicelib.notes.note import Note
from chalicelib.own_table import AUDIT_INDEX, own_table

PREFIX = "NOTE#"


class NoteRepository:
    """The notes of each order."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, order_id: str, note: Note) -> None:
        """Add a note with its audit entry, in one transaction."""
        put = Put({**to_builtins(note), "pk": f"ORDER#{order_id}", "sk": f"{PREFIX}{note.note_id}"})
        self._table.write(put, *audit_puts("order", order_id, {}, {"note": note.text}, index=AUDIT_INDEX))

    def list(self, order_id: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Return a page of an order's notes, the newest first."""
        notes = ItemList(value=f"ORDER#{order_id}", prefix=PREFIX, newest_first=True)
        return self._table.list_page(notes, limit=limit, cursor=cursor)

    @staticmethod
    def from_item(item: Item) -> Note:
        """Return the note in an item of a page."""
        return convert(item, Note)


@cache
def notes() -> NoteRepository:
    """Return the notes in the table of orders."""
    return NoteRepository(own_table())
