"""How much memory a part and everything it started really use."""

from deploy.local.process import PROC, stat_fields

SESSION = 3  # its place in /proc/<pid>/stat, counted from the third field


def members(session: int) -> list[int]:
    """Every living process of a session; a part leads one, its Lambda workers are in it."""
    pids = [int(folder.name) for folder in PROC.glob("[0-9]*")]
    return [pid for pid in pids if (fields := stat_fields(pid)) and fields[SESSION] == str(session)]


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
