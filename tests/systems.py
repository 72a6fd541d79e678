"""Systems of the tests' own, beside whatever is running: in homes nobody else has, at ports nobody else uses."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.paths import LOCAL
from local.ports import is_free
from local.system import System, ignore_report

ROW = 10  # a system's ports
ROWS = 10  # how many places are tried


@contextmanager
def own_system(name: str, first_port: int, stage: str = "test") -> Iterator[System]:
    """A new system for this run alone, stopped at the end; its logs stay until the next run takes its place."""
    for base in bases(first_port):
        system = System(LOCAL / f"{name}-{base}", base, stage)
        with held(system.home.with_suffix(".lock")) as is_ours:
            if is_ours and is_free_for(system):
                try:
                    yield system
                finally:
                    system.stop()
                return
    raise UserError(f"No ten ports in a row are free from {first_port} on.")


@contextmanager
def shared_system(home: Path, first_port: int) -> Iterator[System]:
    """One system for all runs that happen at once: the first decides where it listens, the last one stops it."""
    with opened(home / "users.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        system = System(home, agreed_base(home, first_port))
        try:
            yield system
        finally:
            with suppress(BlockingIOError):  # somebody else still needs it
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                system.stop()


def agreed_base(home: Path, first_port: int) -> int:
    """Where the system's parts run already, else where all of them can."""
    kept = home / "base-port"
    with hold_lock(home / "lock", ignore_report):  # as System.start holds it: nothing is half started now
        if kept.exists() and any(part.running() for part in System(home, first_port).parts.values()):
            return int(kept.read_text())
        base = next((base for base in bases(first_port) if row_is_free(base)), first_port)
        kept.write_text(str(base))
        return base


def is_free_for(system: System) -> bool:
    """Once what an earlier run may have left there is gone."""
    system.forget()
    return row_is_free(system.base_port)


def bases(first_port: int) -> range:
    return range(first_port, first_port + ROW * ROWS, ROW)


def row_is_free(base: int) -> bool:
    return all(is_free(port) for port in range(base, base + ROW))


@contextmanager
def held(file: Path) -> Iterator[bool]:
    """Whether nobody else holds the file; then we do, until the block ends or we die."""
    with opened(file) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def opened(file: Path) -> IO[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("a")
