"""Reviews, who may write them, and what is shown of them to whom."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Struct, structs

from bookstore.errors import NotAllowed, NotFound
from bookstore.field_types import BookId, Checked, CustomerId, Moment, name_rule, text_rule
from chalicelib.field_types import ImportResponse
from chalicelib.reviews.rating import Stars

ReviewSort = Literal["newest", "highest", "lowest"]


class PurchaseRequired(NotAllowed):
    """Only customers who bought the book may review it."""

    code = "not_a_buyer"


class ReviewNotFound(NotFound):
    """The customer has no review of this book."""

    code = "review_unknown"


class ReviewRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review as its customer writes it; `spoiler`: it reveals the plot, so pages fold it."""

    stars: Stars
    display_name: Annotated[str, name_rule(60)]
    text: Annotated[str, text_rule(1_200)] = ""
    spoiler: bool = False


class ModerationRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a review is hidden, and the reason, for those who look into it later."""

    hidden: bool
    reason: Annotated[str, name_rule(200)]


class Moderation(Struct, frozen=True, kw_only=True):
    """The latest decision of staff about a review: `who` is the id of the member of staff."""

    hidden: bool
    reason: str
    who: str
    at: datetime


class Review(Struct, frozen=True, kw_only=True):
    """One customer's review of one book; 0 stars when deleted. `version` counts its changes, staff's included."""

    stars: int
    display_name: str
    text: str
    written_at: datetime
    version: int
    spoiler: bool = False
    moderation: Moderation | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether staff hid it: nobody but its customer and staff sees it, and its stars do not count."""
        return self.moderation is not None and self.moderation.hidden

    @property
    def counted_stars(self) -> int:
        """The stars that count in the book's rating; 0 for none."""
        return 0 if self.is_hidden else self.stars


class ReviewResponse(Struct, frozen=True, kw_only=True):
    """A review as pages show it; `hidden` by staff only in the response to its own customer."""

    stars: int
    display_name: str
    text: str
    written_at: datetime
    version: int
    spoiler: bool = False
    hidden: bool = False


class StaffReviewResponse(ReviewResponse, frozen=True, kw_only=True):
    """A review as staff see it: whose it is, and the latest decision about it."""

    customer: str
    moderation: Moderation | None = None


class OwnReviewResponse(Struct, frozen=True, kw_only=True):
    """A book and the customer's review of it, if any; `may_write` only with a copy bought here and not returned."""

    book_id: str
    may_write: bool
    review: ReviewResponse | None


class ImportedReview(ReviewRequest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review written in another shop. `customer` is the `sub` of its customer's account, or any unused id."""

    book_id: BookId
    customer: CustomerId
    written_at: Moment


class ReviewImportResponse(ImportResponse, frozen=True):
    """How many reviews were added, existed already, or were not saved because their customer's account is closed."""

    closed: int


DELETED = ReviewRequest(stars=0, display_name="")


def next_review(before: Review, request: ReviewRequest, now: datetime) -> Review:
    """Return the next version of the review; of the version before only staff's decision remains.

    Writing again, or deleting and writing anew, does not show a review that staff have hidden.
    """
    fields = structs.asdict(request)
    return Review(**fields, written_at=now, version=before.version + 1, moderation=before.moderation)


def moderate(before: Review, request: ModerationRequest, *, who: str, now: datetime) -> Review:
    """Return the next version of the review, hidden or shown."""
    moderation = Moderation(hidden=request.hidden, reason=request.reason, who=who, at=now)
    return structs.replace(before, moderation=moderation, version=before.version + 1)


def audited_fields(review: Review) -> dict[str, Any]:
    """Return the fields of a review whose changes by staff are audited: never its text, which may be erased later."""
    reason = review.moderation.reason if review.moderation else None
    return {"stars": review.stars, "hidden": review.is_hidden, "reason": reason, "version": review.version}


def to_response(review: Review) -> ReviewResponse:
    """Convert the review for everybody, and for its own customer."""
    return ReviewResponse(**_shown_fields(review))


def to_staff_response(review: Review, customer: str) -> StaffReviewResponse:
    """Convert the review for staff."""
    return StaffReviewResponse(**_shown_fields(review), customer=customer, moderation=review.moderation)


def _shown_fields(review: Review) -> dict[str, Any]:
    fields = {name: getattr(review, name) for name in ReviewResponse.__struct_fields__ if name != "hidden"}
    return fields | {"hidden": review.is_hidden}
