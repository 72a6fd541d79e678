"""A view (the lists, the graph) and the places it is written to: one that readers see, one more while it is rebuilt."""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from bookstore.errors import Conflict

SILENCE = timedelta(minutes=15)  # a function lives no longer: whoever was silent for so long is no more


class Rebuilding(Conflict):
    """The view is being rebuilt already."""

    code = "rebuilding"


class View(Struct, frozen=True, kw_only=True):
    """Readers see `serving`; `building` is filled beside it, in turns. Projectors write to both.

    `reached` says where in the table the last of the `written` ones stands, and `heard_at` when whoever has the turn
    last spoke: None while nobody has. `former` is what readers saw before the last rebuilding: kept until the next one,
    for readers and projectors who looked at the view a moment before it changed. `left_over` are targets that nobody
    reads or writes to any more. `begun` is False while nothing was ever written. `marked` is the mark that `serving`
    was last seen with.
    """

    name: str
    serving: str = "first"
    building: str | None = None
    former: str | None = None
    left_over: tuple[str, ...] = ()
    turn: str | None = None
    heard_at: datetime | None = None
    reached: tuple[str, ...] = ()
    written: int = 0
    begun: bool = True
    marked: str | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Every place a change has to be written to."""
        return (self.serving, self.building) if self.building else (self.serving,)

    def is_busy(self, now: datetime) -> bool:
        """Whether somebody has the turn, and was heard of lately."""
        return self.heard_at is not None and now - self.heard_at < SILENCE

    def filling(self, target: str) -> "View":
        """With an empty target to be filled; one that was not finished is left over."""
        left = (*self.left_over, *(old for old in (self.former, self.building) if old))
        return structs.replace(self, building=target, former=None, left_over=left, reached=(), written=0)

    def resting(self) -> "View":
        """Nobody has the turn."""
        return structs.replace(self, heard_at=None)

    def served(self) -> "View":
        """Readers see what was built."""
        return View(name=self.name, serving=self.building or self.serving, former=self.serving, turn=self.turn)
