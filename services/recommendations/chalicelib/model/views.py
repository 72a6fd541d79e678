"""A view (the lists, the graph) and the places it is written to: one that readers see, one more while it is rebuilt."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from bookstore.errors import Conflict

ViewName = Literal["bestsellers", "graph"]
PATIENCE = timedelta(minutes=15)  # a Lambda function lives no longer, so neither does a rebuilding


class Rebuilding(Conflict):
    """The view is being rebuilt already."""

    code = "rebuilding"


class View(Struct, frozen=True, kw_only=True):
    """Readers see `serving`; `building` is filled beside it. Projectors write to both.

    `former` is what readers saw before the last rebuilding: kept until the next one, for readers and projectors who
    looked at the view a moment before it changed. `begun` is False while nothing was ever written. `marked` is the
    mark that `serving` was last seen with.
    """

    name: ViewName
    serving: str = "first"
    building: str | None = None
    former: str | None = None
    started_at: datetime | None = None
    begun: bool = True
    marked: str | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Every place a change has to be written to."""
        return (self.serving, self.building) if self.building else (self.serving,)

    @property
    def left_over(self) -> tuple[str, ...]:
        """Targets that nobody reads and nobody writes to once another rebuilding is done."""
        return tuple(target for target in (self.former, self.building) if target)

    def is_busy(self, now: datetime) -> bool:
        """Whether somebody is rebuilding it, and not given up long ago."""
        return self.started_at is not None and now - self.started_at < PATIENCE
