"""Rows of ten ports, reserved on this machine: test runs of other checkouts reserve theirs as well."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import IO

from local.ports import is_free

PORTS_PER_ROW = 10
RESERVATIONS = Path(tempfile.gettempdir()) / f"bookstore-ports-{os.getuid()}"


def are_free(base_port: int) -> bool:
    return all(is_free(port) for port in range(base_port, base_port + PORTS_PER_ROW))


def reserve(base_port: int) -> IO[str] | None:
    """Reserve a row until the file is closed or the process ends; None when somebody else has it."""
    row = _open(base_port)
    try:
        fcntl.flock(row, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        row.close()
        return None
    return row


def share(base_port: int, reservation: IO[str] | None = None) -> IO[str]:
    """Reserve a row together with others who use the same system; a reservation of one's own becomes shared."""
    row = reservation or _open(base_port)
    fcntl.flock(row, fcntl.LOCK_SH)
    return row


def _open(base_port: int) -> IO[str]:
    RESERVATIONS.mkdir(mode=0o700, exist_ok=True)
    return (RESERVATIONS / f"{base_port}.lock").open("a")
