"""The stars that readers gave a book, added up."""

from typing import Annotated

from msgspec import Meta, Struct

Stars = Annotated[int, Meta(ge=1, le=5)]
NO_STARS = (0, 0, 0, 0, 0)


class RatingSummary(Struct, frozen=True):
    """`stars[n]` readers gave n + 1 stars; `version` counts the changes."""

    stars: tuple[int, int, int, int, int] = NO_STARS
    version: int = 0

    @property
    def count(self) -> int:
        """How many readers rated."""
        return sum(self.stars)


def rated(summary: RatingSummary, before: int, after: int) -> RatingSummary:
    """The summary after one reader's stars went from `before` to `after`; 0 means none."""
    stars = list(summary.stars)
    for given, step in ((before, -1), (after, +1)):
        if given:
            stars[given - 1] += step
    return RatingSummary(tuple(stars), summary.version + 1)  # type: ignore[arg-type]
