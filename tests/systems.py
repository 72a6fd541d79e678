"""Local systems for tests, beside whatever is running: each has a home and ports that no other process uses."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.paths import LOCAL
from local.system import System, ignore_report
from tests.port_rows import PORTS_PER_ROW, are_free, reserve, share

MAX_SYSTEMS = 10  # from the same first port


@contextmanager
def own_system(name: str, first_port: int, stage: str = "test") -> Iterator[System]:
    """Yield a new system for this run alone and stop it at the end; its logs stay until another run reuses its home."""
    for base_port in base_ports(first_port):
        row = reserve(base_port)
        if row is None:
            continue
        with row:
            system = System(LOCAL / f"{name}-{base_port}", base_port, stage)
            if are_free_after_reset(system):
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
        base_port, row = choose_ports(home, first_port)
        system = System(home, base_port)
        with row:
            try:
                yield system
            finally:
                with suppress(BlockingIOError):  # another run still uses it
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    system.stop()


def choose_ports(home: Path, first_port: int) -> tuple[int, IO[str]]:
    """Return the base port of the running system, or else one whose ports are free, and its reservation."""
    saved = home / "base-port"
    with hold_lock(home / "lock", ignore_report):  # System.start holds it too: no component is half started now
        if saved.exists() and any(component.running() for component in System(home, first_port).components.values()):
            base_port = int(saved.read_text())
            return base_port, share(base_port)
        for base_port in base_ports(first_port):
            row = reserve(base_port)
            if row and are_free(base_port):
                saved.write_text(str(base_port))
                return base_port, share(base_port, row)
    raise UserError(f"No ten ports in a row are free from {first_port} on.")


def are_free_after_reset(system: System) -> bool:
    """Delete what an earlier run left in the system's home, then check its ports."""
    system.reset()
    return are_free(system.base_port)


def base_ports(first_port: int) -> range:
    return range(first_port, first_port + PORTS_PER_ROW * MAX_SYSTEMS, PORTS_PER_ROW)


def open_lock_file(file: Path) -> IO[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("a")
