"""Replace the saved state as a whole, and record how far in the journal it reaches; an interruption is redone.

<state>/<service>.json      what MiniStack reads when it starts
<state>/journal/<n>.jsonl   what has changed since
<state>/next/               new files, being written
<state>/complete.json       they are: put them in place, and delete the journal's files up to this number
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from local.emulator.durability.merge import Merge
from stripe_simulator import journal


def journal_folder(state: Path) -> Path:
    """Return the folder of this state's journal."""
    return state / "journal"


@contextmanager
def hold_state_lock(state: Path) -> Iterator[None]:
    """Let one process at a time replace files; the lock of a killed process is freed by the system."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def replace(state: Path, files: Mapping[str, str], through: int) -> None:
    """Put these files in place, which hold the journal up to file `through`; the caller holds the lock."""
    folder = state / "next"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for service, content in files.items():
        (folder / f"{service}.json").write_text(content)
    complete = state / "complete.json.new"
    complete.write_text(json.dumps({"through": through}))
    os.replace(complete, state / "complete.json")
    finish(state)


def finish(state: Path) -> None:
    """Complete a `replace` that was interrupted; files that were not complete are deleted."""
    complete = state / "complete.json"
    if complete.exists():
        through = json.loads(complete.read_bytes())["through"]
        for file in (state / "next").glob("*.json"):
            os.replace(file, state / file.name)
        journal.discard(journal_folder(state), through)
        complete.unlink()
    shutil.rmtree(state / "next", ignore_errors=True)


def merge(state: Path, through: int | None = None) -> int:
    """Merge the journal, up to a file or to its end, into the saved state; return the last file's number, or 0."""
    with hold_state_lock(state):
        finish(state)
        journal_files = [(number, file) for number, file in journal.files(journal_folder(state)) if file.stat().st_size]
        chosen = [(number, file) for number, file in journal_files if through is None or number <= through]
        if not chosen:
            return 0
        merged = Merge(state, time.time())
        for _, file in chosen:
            merged.apply(journal.lines(file))
        last = chosen[-1][0]
        replace(state, merged.encode_all(), through=last)
        return last
