"""Making a view anew beside the one that readers see, in turns: a function lives fifteen minutes, and to write a
million purchases takes longer.

A new target is named, so that projectors write to both; what the table holds is written to it, part after part; then
readers are shown it. Every few seconds the view says how far it is. Who runs out of time rests, and the next turn goes
on from there, as it does when a turn fell silent; but from the beginning when the engine has lost what it had.
The old target is kept until the next rebuilding: readers and projectors look at the view a moment before they use it.
One pointer in the table moves readers, for all categories at once, which renaming keys one by one could not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, structs
from ulid import ULID

from bookstore import clock
from bookstore.chunks import parts
from bookstore.dynamodb.table import ScanPosition
from bookstore.read_models.targets import Rebuilding, View

T = TypeVar("T")
IsLate = Callable[[], bool]
SPEAKS = timedelta(seconds=10)


class Views(Protocol):
    """Where each view is written to and read from, and who has the turn."""

    def get(self, name: str) -> View: ...
    def take(self, name: str, turn: str, now: datetime) -> View: ...
    def keep(self, view: View) -> None: ...


class Engine(Protocol):
    """Where targets are kept."""

    def begin(self, target: str) -> None: ...
    def holds(self, target: str) -> bool: ...
    def remove(self, target: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Job(Generic[T]):
    """How a view is filled: all there is behind a place in the table, how so many are written, and what ends it."""

    view: str
    engine: Engine
    behind: Callable[[ScanPosition], Iterator[tuple[ScanPosition, T]]]
    write: Callable[[str, Sequence[T]], None]
    at_once: int
    finish: Callable[[str], None] = lambda target: None


class Progress(Struct, frozen=True):
    """How much is written so far, and whether that is all."""

    written: int
    finished: bool


def never() -> bool:
    """Time without end."""
    return False


def take_turn(job: Job[T], *, views: Views, is_late: IsLate = never, anew: bool = False) -> Progress:
    """Go on with a rebuilding, or begin one, until it is done or late; Rebuilding when somebody else is at it. `anew`
    begins from the start in any case: what was written before may be by another rule."""
    turn = _Turn(views, views.take(job.view, str(ULID()), clock.now()))
    try:
        target = turn.open(job.engine, anew=anew)
        for some in parts(job.behind(turn.view.reached), job.at_once):
            job.write(target, [one for _, one in some])
            turn.wrote(len(some), some[-1][0])
            if is_late():
                return Progress(turn.view.written, finished=False)
        job.finish(target)
        return Progress(turn.serve(), finished=True)
    finally:  # whatever happened: the next turn need not wait until this one has been silent for long
        turn.rest()


class _Turn:
    """What the view says while we have the turn; every word is refused once another has it."""

    def __init__(self, views: Views, view: View) -> None:
        self._views = views
        self.view = view

    def open(self, engine: Engine, *, anew: bool) -> str:
        """The target to fill: the one begun before, if it still holds what it was given."""
        if anew or not (self.view.building and engine.holds(self.view.building)):
            self._say(self.view.filling(str(ULID()).lower()))
            for old in self.view.left_over:
                engine.remove(old)
            engine.begin(str(self.view.building))
            self._say(structs.replace(self.view, left_over=()))
        return str(self.view.building)

    def wrote(self, number: int, reached: ScanPosition) -> None:
        """So many more are in the target, up to this place of the table."""
        self.view = structs.replace(self.view, written=self.view.written + number, reached=reached)
        if clock.now() - (self.view.heard_at or clock.now()) > SPEAKS:
            self._say(self.view)

    def serve(self) -> int:
        """Let readers see it; answers how many were written."""
        written = self.view.written
        self._keep(self.view.served())
        return written

    def rest(self) -> None:
        """Give the turn back, unless it ended with what readers see now."""
        if self.view.heard_at:
            with suppress(Rebuilding):
                self._keep(self.view.resting())

    def _say(self, view: View) -> None:
        self._keep(structs.replace(view, heard_at=clock.now()))

    def _keep(self, view: View) -> None:
        self._views.keep(view)
        self.view = view
