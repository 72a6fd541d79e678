"""Import the history while the shop is open, in a process of its own that goes on after an interruption.

`python -m local.background_import STAGE PROGRESS_FILE` is that process. `make status` says how far it is,
`make down` ends it, and the next `make up` goes on. Imports may be repeated, so an attempt that failed loses nothing.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.paths import PYTHON, ROOT
from local.log_tail import most_informative_line, rotate, tail
from local.process import ProcessRecord, read_record, signal_group, write_record

POLL_SECONDS = 0.02
LONGEST_PAUSE = 60.0  # seconds between attempts


def start_import(home: Path, stage: str, environment: Mapping[str, str]) -> None:
    """Start the import unless it runs already."""
    if running_import(home):
        return
    for folder in (_log(home).parent, _record(home).parent):
        folder.mkdir(parents=True, exist_ok=True)
    rotate(_log(home))
    with _log(home).open("ab") as log:
        program = subprocess.Popen(
            [str(PYTHON), "-m", "local.background_import", stage, str(_progress(home))],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    write_record(_record(home), program.pid)


def running_import(home: Path) -> ProcessRecord | None:
    """Return the process while it runs."""
    return read_record(_record(home))


def stop_import(home: Path) -> None:
    """End the import; what it has imported stays."""
    record = running_import(home)
    if record:
        signal_group(record, signal.SIGTERM)
        while record.is_alive():
            time.sleep(POLL_SECONDS)
    _record(home).unlink(missing_ok=True)


def describe_import(home: Path) -> str:
    """Describe the import's progress in a sentence; empty when there is nothing to describe."""
    if running_import(home):
        return f"In the background: {_describe_progress(home)}."
    if _record(home).exists():
        reason = most_informative_line(tail(_log(home), 40))
        evidence = f"{_describe_progress(home)}; “{reason}”, {_log(home)}"
        return f"The import of the history was ended ({evidence}): `make up` goes on."
    return ""


def _describe_progress(home: Path) -> str:
    try:
        progress = json.loads(_progress(home).read_text())
        return f"{progress['what']} ({progress['done']:,} of {progress['total']:,})"
    except (OSError, ValueError, KeyError):
        return "the import of the history begins"


def _log(home: Path) -> Path:
    return home / "logs" / "history.log"


def _record(home: Path) -> Path:
    return home / "run" / "history.json"


def _progress(home: Path) -> Path:
    return home / "run" / "history-progress.json"


def import_command(stage: str, progress: Path) -> list[str]:
    """Return the command of one attempt: import what is missing, and record in the stage that all is there."""
    return [str(PYTHON), "-m", "local.sample_data", "--stage", stage, "--only", "history", "--progress", str(progress)]


def retry_until_success(command: list[str], record: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Run the command until it succeeds, with longer pauses after each failure; then delete the record."""
    attempt = 0
    while subprocess.run(command, cwd=ROOT, check=False).returncode:
        attempt += 1
        seconds = min(LONGEST_PAUSE, 2.0**attempt)
        print(f"attempt {attempt} failed; the next one begins in {seconds:.0f} s", flush=True)
        pause(seconds)
    record.unlink(missing_ok=True)


def main() -> None:
    """Work until the history is imported or the session is ended."""
    stage, progress = sys.argv[1], Path(sys.argv[2])
    retry_until_success(import_command(stage, progress), progress.with_name("history.json"))


if __name__ == "__main__":
    main()
