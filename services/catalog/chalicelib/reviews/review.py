"""Reviews, and who may write them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Struct, structs

from bookstore.errors import NotAllowed
from bookstore.field_types import BookId, Checked, CustomerId, Moment, name_rule, text_rule
from chalicelib.reviews.rating import Stars

ReviewSort = Literal["newest", "highest", "lowest"]


class PurchaseRequired(NotAllowed):
    """Only customers who bought the book may review it."""

    code = "not_a_buyer"


class ReviewRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review as its customer writes it; `spoiler`: it reveals the plot, so pages fold it."""

    stars: Stars
    display_name: Annotated[str, name_rule(60)]
    text: Annotated[str, text_rule(1_200)] = ""
    spoiler: bool = False


class Review(Struct, frozen=True, kw_only=True):
    """One customer's review of one book; 0 stars when deleted. `version` counts the customer's changes."""

    stars: int
    display_name: str
    text: str
    written_at: datetime
    version: int
    spoiler: bool = False


class OwnReviewResponse(Struct, frozen=True, kw_only=True):
    """A book and the customer's review of it, if any; `may_write` only with a copy bought here and not returned."""

    book_id: str
    may_write: bool
    review: Review | None


class ImportedReview(ReviewRequest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review written in another shop. `customer` is the `sub` of its customer's account, or any unused id."""

    book_id: BookId
    customer: CustomerId
    written_at: Moment


DELETED = ReviewRequest(stars=0, display_name="")


def next_review(before: Review, request: ReviewRequest, now: datetime) -> Review:
    """Return the next version of the review; nothing of the version before remains."""
    return Review(**structs.asdict(request), written_at=now, version=before.version + 1)
