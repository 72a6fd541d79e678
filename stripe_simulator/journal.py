"""Append lines to numbered files and read them again after a kill.

Stands on the standard library alone: programs with Python environments of their own use it as well.
A journal survives the end of the process, not the end of the machine: nothing is forced to the disk (no fsync).
"""

import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIX = ".jsonl"
logger = logging.getLogger("journal")


class Journal:
    """Append to a new file of the folder, numbered higher than all that are there, or were, up to `after`.

    `size` is that of the new file in bytes. A number is never used twice: who deletes files may come late.
    """

    def __init__(self, folder: Path, after: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.number = max([after, *(number for number, _ in files(folder))])
        self.size = 0
        self._file = -1
        self.rotate()

    def append(self, line: bytes) -> None:
        """Write one line, newline included, in one call; raise OSError and write nothing when it does not fit."""
        written = os.write(self._file, line)
        if written != len(line):
            os.ftruncate(self._file, self.size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder))
        self.size += written

    def rotate(self) -> int:
        """Begin a new file and return the number of the one that ends with this."""
        ended, self.number, self.size = self.number, self.number + 1, 0
        self.close()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
        self._file = os.open(self.folder / f"{self.number:08d}{SUFFIX}", flags, 0o600)
        return ended

    def close(self) -> None:
        """Append nothing any more."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class WriteAheadLog:
    """Append the operations of a unit (`with log:`) as one line; an operation outside of a unit is a line of its own.

    A unit holds the lock, so that the order of lines is the order in which the changes were made.
    """

    def __init__(self) -> None:
        self.journal: Journal | None = None
        self.when_full: Callable[[Journal], None] = lambda _: None
        self.bound = 0
        self._lock = threading.RLock()
        self._depth = 0
        self._operations: list[str] = []

    def __enter__(self) -> "WriteAheadLog":
        self._lock.acquire()
        self._depth += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        try:
            if self._operations and not self._depth:
                self._write()
        finally:
            self._lock.release()

    def add(self, *operations: str) -> None:
        """Add operations, encoded as JSON; nothing happens while no journal is open."""
        if self.journal:
            with self:
                self._operations += operations

    def _write(self) -> None:
        line = f"[{','.join(self._operations)}]\n".encode()
        self._operations = []
        if not self.journal:
            return
        try:
            self.journal.append(line)
        except OSError as error:
            # What cannot be written may not be acknowledged, and memory already has it: end, as after a kill.
            logger.critical("the journal cannot be written, so the program ends: %s", error)
            os._exit(1)
        if self.journal.size > self.bound:
            self.when_full(self.journal)


def files(folder: Path) -> list[tuple[int, Path]]:
    """List the journal's files with their numbers, oldest first."""
    return sorted((int(file.stem), file) for file in folder.glob(f"*{SUFFIX}"))


def lines(file: Path) -> Iterator[bytes]:
    """Read whole lines; a last one without its newline was cut off by a kill and was never acknowledged."""
    with file.open("rb") as opened:
        for line in opened:
            if line.endswith(b"\n"):
                yield line


def discard(folder: Path, through: int) -> None:
    """Delete the files up to this number: their content has been saved elsewhere."""
    for number, file in files(folder):
        if number <= through:
            file.unlink(missing_ok=True)
