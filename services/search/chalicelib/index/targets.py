"""Which indices the books are written to, and what may be wrong with one of them."""

from datetime import datetime, timedelta

from msgspec import Struct

from bookstore.errors import Unavailable

PATIENCE = timedelta(minutes=15)  # a Lambda function lives no longer, so neither does a rebuild


class TargetMissing(Unavailable):
    """An index that the view names is not there, or not any more."""


class View(Struct, frozen=True):
    """The indices that every change is written to; `number` counts the indices ever begun, the last at `begun_at`."""

    number: int
    targets: tuple[str, ...]
    begun_at: datetime | None = None

    def is_busy(self, now: datetime) -> bool:
        """Whether a rebuild is under way, and not given up long ago."""
        return self.begun_at is not None and now - self.begun_at < PATIENCE


class Rebuilt(Struct, frozen=True, kw_only=True):
    """A finished rebuild: the index that now answers, how many books it got, and which it refused and why."""

    target: str
    books: int
    refused: dict[str, str]


class Drift(Struct, frozen=True, kw_only=True):
    """How an index differs from the table, by book id. A change still on its way shows as `missing` or `behind`;
    only a rebuild mends what is `ahead`, because an index never takes an older version."""

    target: str
    books: int
    missing: list[str]
    behind: list[str]
    ahead: list[str]
    unknown: list[str]
    repaired: bool = False

    @property
    def nothing(self) -> bool:
        """Whether table and index agree."""
        return self.differing == 0

    @property
    def differing(self) -> int:
        """How many books differ."""
        return sum(len(books) for books in (self.missing, self.behind, self.ahead, self.unknown))


def drift(target: str, kept: dict[str, int], shown: dict[str, int]) -> Drift:
    """Compare versions by book id: what the table keeps and what the index shows."""
    return Drift(
        target=target,
        books=len(kept),
        missing=sorted(kept.keys() - shown.keys()),
        behind=sorted(book for book in kept.keys() & shown.keys() if shown[book] < kept[book]),
        ahead=sorted(book for book in kept.keys() & shown.keys() if shown[book] > kept[book]),
        unknown=sorted(shown.keys() - kept.keys()),
    )
