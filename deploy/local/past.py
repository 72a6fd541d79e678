"""The past comes in behind: imported by a process of its own while the shop is open already.

`make status` says that it is at work, `make down` ends it, and the next `make up` takes it up again.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from deploy.local.log_tail import most_telling_line, tail
from deploy.local.paths import PYTHON, ROOT
from deploy.local.process import ProcessRecord, recall, remember, signal_group

POLL_SECONDS = 0.02


def begin(home: Path, stage: str, environment: Mapping[str, str]) -> None:
    """Unless it is at work already."""
    if running(home):
        return
    log, record = _log(home), _record(home)
    for folder in (log.parent, record.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        program = subprocess.Popen(
            command(home, stage),
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    remember(record, program.pid)


def command(home: Path, stage: str) -> list[str]:
    """Brings orders and reviews along, and says so in the system's home when all of it is there."""
    return [str(PYTHON), "-m", "deploy.seed", "--stage", stage, "--only", "past", "--done", str(home / "seeded")]


def running(home: Path) -> ProcessRecord | None:
    """The process, while it is at work."""
    return recall(_record(home))


def stop(home: Path) -> None:
    """What it has brought in stays; a batch that is cut off is brought again."""
    record = running(home)
    if record:
        signal_group(record, signal.SIGTERM)
        while record.is_alive():
            time.sleep(POLL_SECONDS)
    _record(home).unlink(missing_ok=True)


def sentence(home: Path) -> str:
    """What a person may want to know of it; nothing when all of it is there."""
    if running(home):
        return "The past is still coming in behind: orders of ninety days, then reviews."
    if _record(home).exists() and not (home / "seeded").exists():
        why = most_telling_line(tail(_log(home), 40))
        return f"The past has not come in to its end (“{why}”, {_log(home)}): `make up` takes it up again."
    return ""


def _log(home: Path) -> Path:
    return home / "logs" / "past.log"


def _record(home: Path) -> Path:
    return home / "run" / "past.json"
