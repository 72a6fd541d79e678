"""Types that books and reviews share: constrained fields, the query of a page, the response of an import."""

from typing import Annotated

from msgspec import Meta, Struct, field

from bookstore.web import Cursor, Limit

BookId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Isbn = Annotated[str, Meta(pattern=r"^97[89][0-9]{10}$", description="ISBN-13, digits only")]


class PageQuery(Struct, frozen=True):
    """Which page of a list."""

    limit: Limit = 24
    cursor: Cursor | None = None


class ImportResponse(Struct, frozen=True):
    """How many items of a batch were added, and how many existed already."""

    imported: int
    existing: int = field(name="known")
