"""Types that books and reviews share: the query of a page, the response of an import."""

from msgspec import Struct, field

from bookstore.field_types import Checked
from bookstore.web import Cursor, Limit


class PageQuery(Checked, frozen=True):
    """Which page of a list."""

    limit: Limit = 24
    cursor: Cursor | None = None


class ImportResponse(Struct, frozen=True):
    """How many items of a batch were added, and how many existed already."""

    imported: int
    existing: int = field(name="known")
