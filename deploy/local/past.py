"""The past comes in behind: imported by a process of its own while the shop is open already.

`make status` says that it is at work, `make down` ends it, and the next `make up` takes it up again.
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from deploy.local.log_tail import most_telling_line, tail
from deploy.local.paths import PYTHON, ROOT
from deploy.local.process import ProcessRecord, recall, remember, signal_group
from deploy.local.system import System

POLL_SECONDS = 0.02


def begin(system: System) -> None:
    """Unless it is at work already."""
    if running(system.home):
        return
    log, record = _log(system.home), _record(system.home)
    for folder in (log.parent, record.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        program = subprocess.Popen(
            command(system),
            cwd=ROOT,
            env={**os.environ, **system.environment()},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    remember(record, program.pid)


def command(system: System) -> list[str]:
    """Brings orders and reviews along, and says so in the system's home when all of it is there."""
    done = str(system.home / "seeded")
    return [str(PYTHON), "-m", "deploy.seed", "--stage", system.stage, "--only", "past", "--done", done]


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
