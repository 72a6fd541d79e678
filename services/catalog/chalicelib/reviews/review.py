"""Reviews, and who may write them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from bookstore.errors import NotAllowed
from chalicelib.books.book import BookId
from chalicelib.reviews.rating import Stars

ReviewSort = Literal["newest", "highest", "lowest"]


class NotABuyer(NotAllowed):
    """Only readers who bought the book may review it."""

    code = "not_a_buyer"


class ReviewWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review as its reader writes it; `spoiler`: it tells what happens, so pages fold it."""

    stars: Stars
    display_name: Annotated[str, Meta(min_length=1, max_length=60)]
    text: Annotated[str, Meta(max_length=1_200)] = ""
    spoiler: bool = False


class Review(Struct, frozen=True, kw_only=True):
    """What one reader thinks of one book; 0 stars when taken back. `version` counts the reader's changes."""

    stars: int
    display_name: str
    text: str
    written_at: datetime
    version: int
    spoiler: bool = False


class OwnReview(Struct, frozen=True, kw_only=True):
    """A book and its reader's review of it, if there is one; only who keeps a copy bought here `may_write`."""

    book_id: str
    may_write: bool
    review: Review | None


class PastReview(ReviewWanted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review written elsewhere, of a shop that moves here. `customer` is the `sub` of its writer's account, or any
    id that no account has."""

    book_id: BookId
    customer: Annotated[str, Meta(min_length=1, max_length=100)]
    written_at: datetime


TAKEN_BACK = ReviewWanted(stars=0, display_name="")


def next_review(before: Review, wanted: ReviewWanted, now: datetime) -> Review:
    """What the reader thinks now."""
    return Review(**structs.asdict(wanted), written_at=now, version=before.version + 1)
