"""Show a person what a command is doing and how far it is: in place on a terminal, now and then elsewhere.

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
    """Write finished lines, and below them, on a terminal, one line that tells what is going on."""

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._lock = threading.Lock()
        self._tasks: list[Task] = []

    @property
    def out(self) -> TextIO:
        return self._out or sys.stdout  # looked up late: tests capture it

    def say(self, line: str) -> None:
        """Write one finished line, never held back in a buffer."""
        with self._lock:
            self._write(f"{ERASE_LINE if self._in_place() else ''}  {line}\n")
            self._redraw()

    def task(self, what: str, total: int = 0, unit: str = "") -> "Task":
        """Begin a step of `total` things (0: not known yet); use it as a context manager."""
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
        self.say(line)

    def _draw(self, task: "Task") -> None:
        if self._in_place():
            self._write(ERASE_LINE)
            self._redraw()
        elif task.worth_a_line():
            self._write(f"  {task}\n")

    def _redraw(self) -> None:
        if self._in_place() and self._tasks:
            self._write("  " + " · ".join(map(str, self._tasks)))

    def _in_place(self) -> bool:
        return self.out.isatty()

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()


class Task:
    """Count one step of a command; several threads may count the same step."""

    def __init__(self, console: Console, what: str, total: int, unit: str, clock: Callable[[], float]) -> None:
        self._console, self.what, self.total, self._unit, self._clock = console, what, total, unit, clock
        self.done = 0
        self._shown_quarter, self._shown_done, self._shown_at = 0, -1, clock()
        self._began = clock()

    def __str__(self) -> str:
        counted = f" ({self.done:,} of {self.total:,}{self._unit})" if self.total else ""
        return self.what + counted

    def advance(self, count: int = 1) -> None:
        """Count so many more things as done."""
        self.set(self.done + count)

    def set(self, done: int, total: int | None = None) -> None:
        """Say how many things are done, and how many there are when that has become known."""
        self.done, self.total = done, self.total if total is None else total
        self._console.change(self)

    def worth_a_line(self) -> bool:
        """Tell whether a reader of a plain log wants to see this: the beginning, each quarter, or a sign of life."""
        quarter, now = (QUARTERS * self.done // self.total if self.total else 0), self._clock()
        late = now - self._shown_at >= QUIET_SECONDS and self.done != self._shown_done
        worth = self._shown_done < 0 or self._shown_quarter < quarter < QUARTERS or late
        if worth:
            self._shown_quarter, self._shown_done, self._shown_at = quarter, self.done, now
        return worth

    def __enter__(self) -> Self:
        self._console.begin(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        ended = f"in {self._clock() - self._began:.1f} s" if problem is None else "was broken off"
        counted = f": {self.total:,}{self._unit}" if self.total and problem is None else ""
        self._console.end(self, f"{self.what}{counted} {ended}")


CONSOLE = Console()
