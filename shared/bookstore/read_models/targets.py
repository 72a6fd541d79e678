"""The targets of a read model: one that customers read, and a second one while a rebuild fills it."""

from datetime import datetime

from msgspec import Struct, field, structs

from bookstore.read_models import lease


class ReadModel(Struct, frozen=True, kw_only=True):
    """The state of a read model. Customers read `serving`; a rebuild fills `building`; projectors write to both.

    `position` and `written` are the rebuild's checkpoint: the place of the last written item in the table, and how many
    were written. `lease_holder` is the run that rebuilds, `lease_renewed_at` its last heartbeat, None when no run is
    under way. `former` served before the last rebuild and is kept until the next one, for customers and projectors that
    read this state a moment before it changed. Nobody reads or writes `abandoned` targets any more. `exists` is False
    until the read model is first written. `marker` is the marker that was last left in `serving`.
    """

    name: str
    serving: str = "first"
    building: str | None = None
    former: str | None = None
    abandoned: tuple[str, ...] = field(default=(), name="left_over")
    lease_holder: str | None = field(default=None, name="turn")
    lease_renewed_at: datetime | None = field(default=None, name="heard_at")
    position: tuple[str, ...] = field(default=(), name="reached")
    written: int = 0
    exists: bool = field(default=True, name="begun")
    marker: str | None = field(default=None, name="marked")

    @property
    def targets(self) -> tuple[str, ...]:
        """Every target that a change has to be written to."""
        return (self.serving, self.building) if self.building else (self.serving,)

    def is_leased(self, now: datetime) -> bool:
        """Whether a run is rebuilding and has renewed its lease lately."""
        return lease.is_held(self.lease_renewed_at, now)

    def start_building(self, target: str) -> "ReadModel":
        """Return the state with an empty target to fill; a target that was not finished becomes abandoned."""
        replaced = tuple(old for old in (self.former, self.building) if old)
        abandoned = (*self.abandoned, *replaced)
        return structs.replace(self, building=target, former=None, abandoned=abandoned, position=(), written=0)

    def advance(self, count: int, position: tuple[str, ...]) -> "ReadModel":
        """Return the state with so many items more written, up to this position."""
        return structs.replace(self, written=self.written + count, position=position)

    def release(self) -> "ReadModel":
        """Return the state without a lease: the next run may continue at once."""
        return structs.replace(self, lease_renewed_at=None)

    def switch(self) -> "ReadModel":
        """Return the state in which customers read what was built."""
        serving = self.building or self.serving
        return ReadModel(name=self.name, serving=serving, former=self.serving, lease_holder=self.lease_holder)
