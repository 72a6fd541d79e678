"""Stars, and the summary of a book's ratings."""

from typing import Annotated

from msgspec import Meta, Struct

Stars = Annotated[int, Meta(ge=1, le=5)]
NO_STARS = (0, 0, 0, 0, 0)


class RatingSummary(Struct, frozen=True):
    """`stars[n]` customers gave n + 1 stars; `version` counts the changes."""

    stars: tuple[int, int, int, int, int] = NO_STARS
    version: int = 0

    @property
    def count(self) -> int:
        """The number of customers who rated the book."""
        return sum(self.stars)


def replace_stars(summary: RatingSummary, before: int, after: int) -> RatingSummary:
    """Return the summary after one customer's stars changed from `before` to `after`; 0 means no rating."""
    counts = list(summary.stars)
    for stars, delta in ((before, -1), (after, +1)):
        if stars:
            counts[stars - 1] += delta
    return RatingSummary(tuple(counts), summary.version + 1)  # type: ignore[arg-type]
