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
    """Readers see `serving`; `building` is filled beside it. Projectors write to both."""

    name: ViewName
    serving: str = "first"
    building: str | None = None
    started_at: datetime | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Every place a change has to be written to."""
        return (self.serving, self.building) if self.building else (self.serving,)

    def is_busy(self, now: datetime) -> bool:
        """Whether somebody is rebuilding it, and not given up long ago."""
        return self.started_at is not None and now - self.started_at < PATIENCE
