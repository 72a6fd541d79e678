"""Processes remembered by pid and start time, so that a pid used again by a stranger is never signalled."""

import contextlib
import json
import os
import signal
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
STATE, THREADS, START_TIME = 0, 17, 19  # places in /proc/<pid>/stat, counted from its third field


@dataclass(frozen=True)
class ProcessRecord:
    """One process for sure: no two have the same pid and the same start."""

    pid: int
    started: str

    def is_alive(self) -> bool:
        reap(self.pid)
        return started_at(self.pid) == self.started


def reap(pid: int) -> None:
    """Let an ended child of ours go; a process that is nobody's child of ours is left alone."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def started_at(pid: int) -> str | None:
    """The moment a process began, as the system counts it; None when there is no such process."""
    if not PROC.is_dir():
        return _started_at_by_ps(pid)
    fields = stat_fields(pid)
    return fields[START_TIME] if fields and not has_ended(fields) else None


def has_ended(fields: list[str]) -> bool:
    """A leader may be gone (Z) while its other threads still hold files and ports: that is not the end yet."""
    return fields[STATE] == "Z" and int(fields[THREADS]) <= 1


def _started_at_by_ps(pid: int) -> str | None:
    said = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return said.stdout.strip() or None


def stat_fields(pid: int) -> list[str] | None:
    """/proc/<pid>/stat from its third field on: a command's name may hold spaces and brackets."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None


def remember(path: Path, pid: int) -> None:
    """Nothing is written for a process that has ended already."""
    started = started_at(pid)
    if started:
        path.write_text(json.dumps(asdict(ProcessRecord(pid, started))))


def recall(path: Path) -> ProcessRecord | None:
    """The process recorded there, if it is still the same one and alive."""
    try:
        record = ProcessRecord(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return record if record.is_alive() else None


def signal_group(record: ProcessRecord, number: signal.Signals) -> None:
    """Reach the process and everything it started: each part leads a session of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(record.pid, number)


def signal_leader(record: ProcessRecord, number: signal.Signals) -> None:
    """Reach the process alone, so that it can see to what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(record.pid, number)
