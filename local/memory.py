"""How much memory and processor time a part and everything it started really use."""

import psutil

from deploy.errors import Stalled
from local.part import Part
from local.process import PROC, stat_fields

MOST_PROCESSOR_SECONDS = 120.0  # a start takes ten
SESSION = 3  # its place in /proc/<pid>/stat, counted from the third field


def members(session: int) -> list[int]:
    """Every living process of a session; a part leads one, its Lambda workers are in it."""
    pids = [int(folder.name) for folder in PROC.glob("[0-9]*")]
    return [pid for pid in pids if (fields := stat_fields(pid)) and fields[SESSION] == str(session)]


def activity(part: Part, pid: int, before: float = 0) -> tuple[float, int]:
    """What changes while a part starts or stops, however slowly: the processor time it has used, and its log.

    Raises Stalled when it has used more processor time than any start or stop needs: it is busy with something else.
    """
    used = processor_seconds(pid)
    if used - before > MOST_PROCESSOR_SECONDS:
        raise Stalled(f"{part.name} has worked for {used - before:.0f} s of processor time without becoming ready.")
    size = part.log.stat().st_size if part.log.exists() else 0
    return round(used, 1), size


def processor_seconds(pid: int) -> float:
    """Processor time that a process and everything it started have used; 0 when it is gone."""
    try:
        program = psutil.Process(pid)
        every = [program, *program.children(recursive=True)]
    except psutil.Error:
        return 0.0
    return sum(_own_seconds(each) for each in every)


def _own_seconds(program: psutil.Process) -> float:
    try:
        times = program.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def used_megabytes(session: int) -> int | None:
    """Shared pages are counted once among their users (PSS); None where the system does not tell."""
    shares = [share for pid in members(session) if (share := _proportional_kilobytes(pid)) is not None]
    return sum(shares) // 1024 if shares else None


def _proportional_kilobytes(pid: int) -> int | None:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), None)
