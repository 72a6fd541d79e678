"""Local systems for tests, beside whatever is running: each has a home and ports that no other process uses."""

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

PORTS_PER_SYSTEM = 10
MAX_SYSTEMS = 10  # from the same first port


@contextmanager
def own_system(name: str, first_port: int, stage: str = "test") -> Iterator[System]:
    """Yield a new system for this run alone and stop it at the end; its logs stay until another run reuses its home."""
    for base_port in base_ports(first_port):
        system = System(LOCAL / f"{name}-{base_port}", base_port, stage)
        with try_lock(system.home.with_suffix(".lock")) as is_locked:
            if is_locked and are_free_after_reset(system):
                try:
                    yield system
                finally:
                    system.stop()
                return
    raise UserError(f"No ten ports in a row are free from {first_port} on.")


@contextmanager
def shared_system(home: Path, first_port: int) -> Iterator[System]:
    """Yield one system for all runs at the same time: the first chooses its ports, the last one stops it."""
    with open_lock_file(home / "users.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        system = System(home, choose_base_port(home, first_port))
        try:
            yield system
        finally:
            with suppress(BlockingIOError):  # another run still uses it
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                system.stop()


def choose_base_port(home: Path, first_port: int) -> int:
    """Return the base port of the running system, or else one whose ports are free."""
    saved = home / "base-port"
    with hold_lock(home / "lock", ignore_report):  # System.start holds it too: no component is half started now
        if saved.exists() and any(component.running() for component in System(home, first_port).components.values()):
            return int(saved.read_text())
        base_port = next((port for port in base_ports(first_port) if are_free(port)), first_port)
        saved.write_text(str(base_port))
        return base_port


def are_free_after_reset(system: System) -> bool:
    """Delete what an earlier run left in the system's home, then check its ports."""
    system.reset()
    return are_free(system.base_port)


def base_ports(first_port: int) -> range:
    return range(first_port, first_port + PORTS_PER_SYSTEM * MAX_SYSTEMS, PORTS_PER_SYSTEM)


def are_free(base_port: int) -> bool:
    return all(is_free(port) for port in range(base_port, base_port + PORTS_PER_SYSTEM))


@contextmanager
def try_lock(file: Path) -> Iterator[bool]:
    """Yield whether the lock is ours, until the block or the process ends."""
    with open_lock_file(file) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def open_lock_file(file: Path) -> IO[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("a")
