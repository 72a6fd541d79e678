"""What imports have written of a book: by it a later import knows which fields staff have edited since, and which
message is the newer one."""

import hashlib
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

EMPTY: tuple[Any, ...] = (None, "", 0, False, [])


class ImportedProduct(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was imported last of one ISBN: when it was sent, a digest of each field as it was written, and by which row
    of which import. `cover_link` is the picture that the file names."""

    sent_at: datetime | None = None
    fields: dict[str, str] = {}
    withdrawn: bool = False
    written_by: str = ""
    cover_link: str | None = None


class ImportedBook(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What imports have written of a book, by ISBN; `withdrawn` when an import, or its undoing, withdrew all of it."""

    products: dict[str, ImportedProduct] = {}
    withdrawn: bool = False


def to_digest(value: Any) -> str:
    """Return a short digest of a field's value."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:16]


def is_locked(name: str, current: Any, product: ImportedProduct) -> bool:
    """Whether staff have written this field: it is not what an import wrote last, or no import wrote it."""
    written = product.fields.get(name)
    if written is None:
        return current not in EMPTY
    return to_digest(current) != written
