"""A note about an order, and its rules."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.field_types import Checked, paragraphs

MAX_NOTE = 2_000  # characters


class Note(Struct, frozen=True, kw_only=True):
    """What a member of staff wrote; `who` is the account's id. Only staff read it."""

    note_id: str
    at: datetime
    who: str
    text: str


class NoteRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note as staff write it. It names no customer: notes stay when an account is closed."""

    text: Annotated[str, Meta(min_length=1, max_length=MAX_NOTE, extra={"clean": paragraphs})]
