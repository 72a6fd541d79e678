"""The routes of staff that read and write notes about an order."""

from typing import Annotated

from ulid import ULID

from bookstore import clock
from bookstore.errors import BadRequest, Invalid
from bookstore.field_types import OrderId
from bookstore.staff import Staff
from bookstore.web import Page, to_page
from chalicelib.blueprint import PageQuery, api
from chalicelib.errors import OrderNotFound
from chalicelib.notes.note import Note, NoteRequest
from chalicelib.notes.repository import notes
from chalicelib.orders.repository import orders
from chalicelib.permissions import READ_ORDERS, WRITE_NOTES


@api.get("/admin/orders/{order_id}/notes", raises=(BadRequest,))
def list_notes(order_id: OrderId, query: PageQuery, staff: Annotated[Staff, READ_ORDERS]) -> Page[Note]:
    """List the notes of staff about an order, the newest first."""
    return to_page(notes().list(order_id, limit=query.limit, cursor=query.cursor), notes().from_item)


@api.post("/admin/orders/{order_id}/notes", status=201, raises=(OrderNotFound, Invalid))
def add_note(order_id: OrderId, body: NoteRequest, staff: Annotated[Staff, WRITE_NOTES]) -> Note:
    """Add a note about an order, which its customer never sees."""
    order = orders().find(order_id)
    note = Note(note_id=str(ULID()), at=clock.now(), who=staff.id, text=body.text)
    notes().add(order.order_id, note)
    return note
