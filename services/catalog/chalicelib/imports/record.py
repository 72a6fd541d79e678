"""One product of an imported file, in the shop's own terms, before it is compared with what the shop has."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Fields = dict[str, Any]


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a file says of one product. Fields it says nothing of are not in `book` and `edition`, and stay as they are.

    `related` are ISBNs of other editions of the same work, `work` its identifier, `cover_link` the picture that the
    file names: it is stored as a link and never fetched. `notes` say in words what could not be taken over."""

    isbn: str
    withdraw: bool = False
    sent_at: datetime | None = None
    book: Fields = {}
    edition: Fields = {}
    related: tuple[str, ...] = ()
    work: str | None = None
    cover_link: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the title, empty where the file says none."""
        return str(self.book.get("title") or "")


Action = Literal["add", "add_edition", "change", "withdraw", "same", "locked", "older", "error"]


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One product of a file: what applying it would do, in words, and what it has done.

    `outcome` is the action that was applied in the end, null before."""

    number: int
    line: int
    action: Action
    isbn: str = ""
    title: str = ""
    book_id: str | None = None
    words: tuple[str, ...] = ()
    outcome: Action | None = None
    record: Record | None = None


class RowRefused(Exception):
    """A product cannot be imported; its message names the field and what is wrong, for staff."""

    def __init__(self, *reasons: str, isbn: str = "", title: str = "") -> None:
        super().__init__("; ".join(reasons))
        self.reasons, self.isbn, self.title = reasons, isbn, title


def to_slug(text: str, most: int = 80) -> str:
    """Return a readable id for a name: ASCII letters, digits and single hyphens; empty when it has none of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")


def to_person_id(name: str) -> str:
    """Return the id of an author's or a series' name; one in another script gets a number that is always the same."""
    return to_slug(name) or f"name-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def to_isbn13(text: str) -> str:
    """Return an ISBN as 13 digits, without hyphens, from one of ten too; what is none is returned as it is."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{9}[0-9Xx]", digits):
        return digits
    body = f"978{digits[:9]}"
    return body + str(-sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(body)) % 10)
