"""Rebuild a read model beside the target that serves, in steps: a function lives fifteen minutes, and to write a
million purchases takes longer.

A new target is named, so that projectors write to both; what the table holds is written to it, chunk after chunk; then
customers are switched to it. Every HEARTBEAT the state says how far the rebuild is. A run that is out of time releases
its lease, and the next run continues from the checkpoint, as it does when a lease has expired; but from the beginning
when the engine has lost what it had. The former target is kept until the next rebuild: customers and projectors read
the state a moment before they use it. One pointer in the table switches customers, for all keys of a target at once,
which renaming keys one by one could not.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, structs
from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.table import ScanPosition
from bookstore.jobs import IsLate, never_late
from bookstore.read_models import lease
from bookstore.read_models.checkpoint import Scan, write_chunks
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.targets import ReadModel

T = TypeVar("T")


class ReadModels(Protocol):
    """Where the state of read models is stored, and who holds the lease."""

    def get(self, name: str) -> ReadModel: ...
    def acquire_lease(self, name: str, holder: str, now: datetime) -> ReadModel: ...
    def save(self, model: ReadModel) -> None: ...


class Engine(Protocol):
    """Where targets are stored."""

    def create(self, target: str) -> None: ...
    def is_intact(self, target: str) -> bool: ...
    def remove(self, target: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class RebuildJob(Generic[T]):
    """How a read model is filled: `scan` reads the table behind a position, `write` writes a chunk to a target, and
    `finish` is called once the target has everything."""

    read_model: str
    engine: Engine
    scan: Scan[T]
    write: Callable[[str, Sequence[T]], None]
    chunk_size: int
    finish: Callable[[str], None] = lambda target: None


class Progress(Struct, frozen=True):
    """How much is written so far, and whether the rebuild is finished."""

    written: int
    finished: bool


class RebuildRun(Protocol):
    """One run of a rebuild: `open` names the target and where to continue, `close` is called whatever happened."""

    @property
    def written(self) -> int: ...
    def open(self) -> tuple[str, ScanPosition]: ...
    def save_checkpoint(self, count: int, position: ScanPosition) -> None: ...
    def switch(self) -> None: ...
    def close(self) -> None: ...


def resume_rebuild(
    job: RebuildJob[T], *, read_models: ReadModels, is_late: IsLate = never_late, from_start: bool = False
) -> Progress:
    """Continue a rebuild, or start one, until it is finished or late. RebuildInProgress when another run has the lease.

    `from_start` discards what an unfinished rebuild has written: that may follow an older rule.
    """
    model = read_models.acquire_lease(job.read_model, str(ULID()), clock.now())
    run = _LeasedRun(job, read_models, model, from_start=from_start)
    return run_rebuild(run, scan=job.scan, write=job.write, chunk_size=job.chunk_size, is_late=is_late)


def run_rebuild(
    run: RebuildRun,
    *,
    scan: Scan[T],
    write: Callable[[str, Sequence[T]], None],
    chunk_size: int,
    is_late: IsLate = never_late,
) -> Progress:
    """Fill the run's target from its checkpoint on and switch to it; stop after a chunk when it is late."""
    try:
        target, start = run.open()
        for count, position in write_chunks(scan, start, partial(write, target), chunk_size):
            run.save_checkpoint(count, position)
            if is_late():
                return Progress(run.written, finished=False)
        run.switch()
        return Progress(run.written, finished=True)
    finally:
        run.close()


class _LeasedRun(Generic[T]):
    """A run that can be continued by another: its state is saved, and refused once another run has the lease."""

    def __init__(self, job: RebuildJob[T], read_models: ReadModels, model: ReadModel, *, from_start: bool) -> None:
        self._job, self._read_models, self._model = job, read_models, model
        self._from_start = from_start
        self.written = model.written

    def open(self) -> tuple[str, ScanPosition]:
        """Return the target to fill, which is the one begun before if it still holds what it was given."""
        engine, building = self._job.engine, self._model.building
        if building is None or self._from_start or not engine.is_intact(building):
            building = self._start(str(ULID()).lower())
        return building, self._model.position

    def _start(self, target: str) -> str:
        self._renew(self._model.start_building(target))
        for abandoned in self._model.abandoned:
            self._job.engine.remove(abandoned)
        self._job.engine.create(target)
        self._renew(structs.replace(self._model, abandoned=()))
        self.written = 0
        return target

    def save_checkpoint(self, count: int, position: ScanPosition) -> None:
        """Note what was written, and save it when a heartbeat is due."""
        self._model = self._model.advance(count, position)
        self.written = self._model.written
        if lease.is_heartbeat_due(self._model.lease_renewed_at, clock.now()):
            self._renew(self._model)

    def switch(self) -> None:
        """Finish the target and let customers read it."""
        self._job.finish(str(self._model.building))
        self._save(self._model.switch())

    def close(self) -> None:
        """Release the lease unless the switch did, so that the next run need not wait until it expires."""
        if self._model.lease_renewed_at:
            with suppress(RebuildInProgress):
                self._save(self._model.release())

    def _renew(self, model: ReadModel) -> None:
        self._save(structs.replace(model, lease_renewed_at=clock.now()))

    def _save(self, model: ReadModel) -> None:
        self._read_models.save(model)
        self._model = model
