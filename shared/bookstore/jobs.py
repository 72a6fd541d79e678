"""How every job walks through what is due: page after page, past what fails, no longer than its function may run.

What fails is postponed, longer each time, and so is what was looked at and is not done. Neither is due any more when
the next run starts, so no number of them keeps the rest waiting, and that run continues where this one was ended.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from bookstore import clock, logs, metrics

T = TypeVar("T")
IsLate = Callable[[], bool]

RESERVED_MILLIS = 60_000  # of an invocation's time, in which the last item has to end
FIRST_DELAY, MAX_DELAY = timedelta(minutes=1), timedelta(minutes=16)
MAX_FAILURES_IN_A_ROW = 100  # so many without one success say that the items are not what is wrong


class JobIncomplete(Exception):
    """Some items could not be processed: they are postponed, and the alarm on the function's errors fires."""


@dataclass(frozen=True)
class Due(Generic[T]):
    """Something that is due, its name in the log, and how often in a row it was postponed."""

    name: str
    item: T
    postponed: int = 0


@dataclass(frozen=True)
class JobReport:
    """How far a run came: items that are done, looked at and not done, failed; and whether anything due is left."""

    job: str
    done: int
    open: int
    failed: int
    finished: bool

    @property
    def processed(self) -> int:
        """Return how many items were processed without a failure."""
        return self.done + self.open

    def check(self) -> "JobReport":
        """Return the same report; raise JobIncomplete when something failed."""
        if self.failed:
            raise JobIncomplete(f"{self.job}: {self.failed} could not be processed; {self.processed} could.")
        return self


class Context(Protocol):
    """Lambda's context, as far as jobs ask it."""

    def get_remaining_time_in_millis(self) -> int: ...


def never_late() -> bool:
    """Whether time is short: never, where no function's time-out ends the work."""
    return False


def watch_time(context: Context | None, reserved_millis: int = RESERVED_MILLIS) -> IsLate:
    """Return a check whether no more than the reserved time is left of this invocation."""
    return lambda: context is not None and context.get_remaining_time_in_millis() < reserved_millis


def run_job(
    job: str,
    pages: Iterable[Sequence[Due[T]]],
    process: Callable[[T], bool],
    *,
    postpone: Callable[[Due[T], datetime], object],
    is_late: IsLate = never_late,
) -> JobReport:
    """Process what is due until nothing is left or the time is short, and report how far that was.

    `process` returns whether the item is done; what is not, or failed, is postponed. Runs may overlap: each takes a
    page in another order, so that two seldom work on the same item.
    """
    run = _Run(process, postpone)
    for page in pages:
        for due in random.sample(page, len(page)):
            if is_late() or run.failures_in_a_row >= MAX_FAILURES_IN_A_ROW:
                return _report(job, run, finished=False)
            run.work_on(due)
    return _report(job, run, finished=True)


def report_unfinished(job: str, processed: int, failed: int) -> None:
    """Log how far a run came that had to end before everything due was processed, and count it for an alarm."""
    logs.warning("job unfinished", job=job, processed=processed, failed=failed)
    metrics.count("JobUnfinished")


def next_attempt(postponed: int) -> datetime:
    """Return when to try again what was postponed so often before: the delay doubles up to MAX_DELAY."""
    delay: timedelta = FIRST_DELAY * 2 ** min(postponed, 10)
    return clock.now() + min(delay, MAX_DELAY)


class _Run(Generic[T]):
    """One run's counts."""

    def __init__(self, process: Callable[[T], bool], postpone: Callable[[Due[T], datetime], object]) -> None:
        self._process, self._postpone = process, postpone
        self.done, self.open, self.failed, self.failures_in_a_row = 0, 0, 0, 0

    def work_on(self, due: Due[T]) -> None:
        """Process one item, whatever happened to the others."""
        try:
            if self._process(due.item):
                self.done += 1
            else:
                self._postpone(due, next_attempt(due.postponed))
                self.open += 1
            self.failures_in_a_row = 0
        except Exception as error:
            self._fail(due, error)

    def _fail(self, due: Due[T], error: Exception) -> None:
        self.failed += 1
        self.failures_in_a_row += 1
        logs.exception("job item failed", subject=due.name, postponed=due.postponed, reason=str(error))
        try:
            self._postpone(due, next_attempt(due.postponed))
        except Exception:
            logs.exception("job item not postponed", subject=due.name)


def _report(job: str, run: _Run[Any], *, finished: bool) -> JobReport:
    report = JobReport(job, run.done, run.open, run.failed, finished)
    logs.info("job ended", **vars(report))
    if not finished:
        report_unfinished(job, report.processed, report.failed)
    if report.failed:
        metrics.count("JobItemFailed", report.failed)
    return report
