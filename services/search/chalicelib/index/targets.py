"""Which indices the books are written to."""

from datetime import datetime

from msgspec import Struct, field

from bookstore.errors import Unavailable
from bookstore.read_models import lease


class TargetMissing(Unavailable):
    """An index that is a target does not exist, or not any more."""


class IndexTargets(Struct, frozen=True):
    """The indices that every change is written to, the serving one first.

    `number` counts the indices ever created. `started_at` is when the rebuild of the last one was started, None when no
    rebuild is in progress."""

    number: int
    targets: tuple[str, ...]
    started_at: datetime | None = field(default=None, name="begun_at")

    def is_rebuilding(self, now: datetime) -> bool:
        """Whether a rebuild is in progress and its lease has not expired."""
        return lease.is_held(self.started_at, now)
