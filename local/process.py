"""The processes of a system: recorded so that a pid used again is never signalled, ended, and measured."""

import contextlib
import json
import os
import signal
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

SAME_START = 0.5  # seconds; the same process reports the same start to within a clock tick


@dataclass(frozen=True)
class ProcessRecord:
    """Identify one process: no two have the same pid and the same start, in seconds since the machine's start."""

    pid: int
    started: float

    def is_alive(self) -> bool:
        reap(self.pid)
        started = start_time(self.pid)
        return started is not None and abs(started - self.started) < SAME_START


def reap(pid: int) -> None:
    """Collect the exit status of an ended child; do nothing for a process that is not a child of this one."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def start_time(pid: int) -> float | None:
    """Return when a process started, in seconds since the machine's start; None when it does not run.

    A change of the clock moves the time of day of both, and not what is between them.
    """
    try:
        process, booted = psutil.Process(pid), psutil.boot_time()
        return None if has_ended(process) else process.create_time() - booted
    except psutil.Error:
        return None


def has_ended(process: psutil.Process) -> bool:
    """Tell whether nothing of a process runs: the threads of a leader that is a zombie still hold files and ports."""
    return bool(process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)


def write_record(path: Path, pid: int) -> None:
    """Record a running process; write nothing for one that has ended already."""
    started = start_time(pid)
    if started is not None:
        path.write_text(json.dumps(asdict(ProcessRecord(pid, started))))


def read_record(path: Path) -> ProcessRecord | None:
    """Return the recorded process if it is still the same one and alive, else None."""
    try:
        content = json.loads(path.read_text())
        record = ProcessRecord(int(content["pid"]), float(content["started"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return record if record.is_alive() else None


def signal_group(record: ProcessRecord, number: signal.Signals) -> None:
    """Signal the process and everything it started: each component leads a session of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(record.pid, number)


def signal_leader(record: ProcessRecord, number: signal.Signals) -> None:
    """Signal the process alone, so that it can end what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(record.pid, number)


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process and everything it started have used; 0 when it is gone."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0.0
    return sum(_own_seconds(member) for member in family)


def _own_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def used_megabytes(session: int) -> int | None:
    """Return the memory of a session's processes; a shared page counts once among its users (PSS).

    None where the operating system does not report it.
    """
    shares = [share for pid in psutil.pids() if _session_of(pid) == session and (share := _proportional_bytes(pid))]
    return sum(shares) // 1024**2 if shares else None


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def _proportional_bytes(pid: int) -> int | None:
    try:
        return getattr(psutil.Process(pid).memory_full_info(), "pss", None)
    except psutil.Error:
        return None
