"""Local systems for tests, beside whatever is running: each has a home and ports that no other process uses."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.paths import LOCAL
from local.system import System, ignore_report
from tests.port_rows import PORTS_PER_ROW, are_free, reserve, share

MAX_SYSTEMS = 10  # from the same first port


def main(command: list[str]) -> int:
    """Run the command with the tests' engines kept running between the test runs in it, and return its exit code."""
    with shared_engines():
        return subprocess.run(command, check=False).returncode


@contextmanager
def shared_engines() -> Iterator[System]:
    """Yield the engines of the services' tests."""
    with shared_system(LOCAL / "test-engines", 21200) as engines:
        yield engines


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
        with hold_lock(home / "choice.lock", ignore_report):
            fcntl.flock(users, fcntl.LOCK_SH)  # wait for a run that is stopping the system
            base_port, row = choose_ports(home, first_port, is_shared=not lock_alone(users))
            fcntl.flock(users, fcntl.LOCK_SH)
        system = System(home, base_port)
        with row:
            try:
                yield system
            finally:
                if lock_alone(users):
                    system.stop()


def choose_ports(home: Path, first_port: int, *, is_shared: bool) -> tuple[int, IO[str]]:
    """Return the base port of a system that is shared, or that an ended run has left running, or else one whose ports
    are free; and its reservation."""
    saved = home / "base-port"
    is_running = any(component.running() for component in System(home, first_port).components.values())
    if saved.exists() and (is_shared or is_running):
        base_port = int(saved.read_text())
        return base_port, share(base_port)
    for base_port in base_ports(first_port):
        row = reserve(base_port)
        if row and are_free(base_port):
            saved.write_text(str(base_port))
            return base_port, share(base_port, row)
    raise UserError(f"No ten ports in a row are free from {first_port} on.")


def lock_alone(users: IO[str]) -> bool:
    """Return whether no other run uses the system, and keep others from it."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def are_free_after_reset(system: System) -> bool:
    """Delete what an earlier run left in the system's home, then check its ports."""
    system.reset()
    return are_free(system.base_port)


def base_ports(first_port: int) -> range:
    return range(first_port, first_port + PORTS_PER_ROW * MAX_SYSTEMS, PORTS_PER_ROW)


def open_lock_file(file: Path) -> IO[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("a")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
