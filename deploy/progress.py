"""Show what a command is doing and how far it is: in place on a terminal, as occasional lines elsewhere.

Standard library only: the first command runs before anything is installed.
"""

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

QUARTERS = 4  # elsewhere than on a terminal a step says when each quarter of it is done
QUIET_SECONDS = 15.0  # elsewhere than on a terminal a slow step shows a sign of life this often
ERASE_LINE = "\r\x1b[K"


class Console:
    """The output of a command: finished lines and, on a terminal, one line below them with the current steps."""

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._lock = threading.Lock()
        self._tasks: list[Task] = []

    @property
    def out(self) -> TextIO:
        return self._out or sys.stdout  # looked up late: tests capture it

    def print_line(self, line: str) -> None:
        """Print one finished line without buffering."""
        with self._lock:
            self._write(f"{ERASE_LINE if self._is_terminal() else ''}  {line}\n")
            self._redraw()

    def task(self, what: str, total: int = 0, unit: str = "") -> "Task":
        """Create a step of `total` things (0: not known yet); use it as a context manager."""
        return Task(self, what, total, unit, self._clock)

    def begin(self, task: "Task") -> None:
        with self._lock:
            self._tasks.append(task)
            self._draw(task)

    def change(self, task: "Task") -> None:
        with self._lock:
            self._draw(task)

    def end(self, task: "Task", line: str) -> None:
        with self._lock:
            self._tasks.remove(task)
        self.print_line(line)

    def _draw(self, task: "Task") -> None:
        if self._is_terminal():
            self._write(ERASE_LINE)
            self._redraw()
        elif task.is_due():
            self._write(f"  {task}\n")

    def _redraw(self) -> None:
        if self._is_terminal() and self._tasks:
            self._write("  " + " · ".join(map(str, self._tasks)))

    def _is_terminal(self) -> bool:
        return self.out.isatty()

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()


class Task:
    """One step of a command; several threads may count the same step."""

    def __init__(self, console: Console, what: str, total: int, unit: str, clock: Callable[[], float]) -> None:
        self._console, self.what, self.total, self._unit, self._clock = console, what, total, unit, clock
        self.done = 0
        self._printed_quarter, self._printed_done, self._printed_at = 0, -1, clock()
        self._started = clock()

    def __str__(self) -> str:
        counted = f" ({self.done:,} of {self.total:,}{self._unit})" if self.total else ""
        return self.what + counted

    def advance(self, count: int = 1) -> None:
        """Count this many more things as done."""
        self.set(self.done + count)

    def set(self, done: int, total: int | None = None) -> None:
        """Set how many things are done and, when it has become known, how many there are."""
        self.done, self.total = done, self.total if total is None else total
        self._console.change(self)

    def is_due(self) -> bool:
        """Tell whether a plain log gets a line now: at the beginning, at each quarter, or after a long silence."""
        quarter, now = (QUARTERS * self.done // self.total if self.total else 0), self._clock()
        late = now - self._printed_at >= QUIET_SECONDS and self.done != self._printed_done
        due = self._printed_done < 0 or self._printed_quarter < quarter < QUARTERS or late
        if due:
            self._printed_quarter, self._printed_done, self._printed_at = quarter, self.done, now
        return due

    def __enter__(self) -> Self:
        self._console.begin(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        outcome = f"in {self._clock() - self._started:.1f} s" if problem is None else "was broken off"
        counted = f": {self.total:,}{self._unit}" if self.total and problem is None else ""
        self._console.end(self, f"{self.what}{counted} {outcome}")


CONSOLE = Console()
