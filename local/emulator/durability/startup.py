"""Recover before MiniStack reads its files, and journal before it does anything by itself."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.services import dynamodb, lambda_svc

from local.emulator.durability import checkpoint, encoding, stacks, stream_positions, transaction_tokens
from local.emulator.durability.write_ahead import log
from stripe_simulator import journal
from stripe_simulator.journal import Journal

BOUND = 64 * 1024 * 1024  # bytes of journal, before it is merged into the saved state
STATE = Path(persistence.STATE_DIR)


class MergeProcess:
    """The process that merges, if one runs."""

    process: "subprocess.Popen[bytes] | None" = None


def apply() -> None:
    """Recover at once; the rest happens when MiniStack loads its files."""
    merged = checkpoint.merge(STATE)
    log.bound, log.when_full = BOUND, _start_merge
    log.journal = Journal(checkpoint.journal_folder(STATE), after=merged)
    persistence._json_object_hook = encoding.decode_object
    dynamodb.load_persisted_state = _restore_positions_and_tokens(dynamodb.load_persisted_state)
    app._load_persisted_state = _load
    app._reset_all_state = _reset


_plain_load = app._load_persisted_state
_plain_reset = app._reset_all_state


def _restore_positions_and_tokens(restore: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Wrap the restoring of tables, which a patch may have changed (stream_retention)."""

    def restore_all(data: dict[str, Any]) -> None:
        restore(data)
        stream_positions.hold_positions(data.get(stream_positions.POSITIONS, {}))
        transaction_tokens.restore(data.get(transaction_tokens.TOKENS, {}))

    return restore_all


def _load() -> None:
    """Load as MiniStack does, on its event loop, then activate functions and undo interrupted operations."""
    _plain_load()
    _activate_functions()
    stacks.undo_interrupted()


def _activate_functions() -> None:
    """Activate functions: a new one is pending for a moment, which a kill may make last for ever."""
    for function in lambda_svc._functions._data.values():
        for config in (function["config"], *(version["config"] for version in function.get("versions", {}).values())):
            if config.get("State") == "Pending" and config.get("SnapStart", {}).get("OptimizationStatus") != "On":
                config.update(State="Active", StateReason="", StateReasonCode="")
            if config.get("LastUpdateStatus") == "InProgress":
                config["LastUpdateStatus"] = "Successful"


def _start_merge(written: Journal) -> None:
    """Start a merge unless one runs; the journal goes on in a new file meanwhile."""
    if MergeProcess.process and MergeProcess.process.poll() is None:
        return
    command = [sys.executable, "-m", "local.emulator.durability", str(STATE), str(written.rotate())]
    MergeProcess.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)


def stop_merging() -> None:
    """End the merge; what it has not completed is done at the next start."""
    if MergeProcess.process and MergeProcess.process.poll() is None:
        MergeProcess.process.kill()
        MergeProcess.process.wait()


def _reset() -> None:
    """Discard the journal when MiniStack deletes its state and its files."""
    _plain_reset()
    if log.journal:
        with checkpoint.hold_state_lock(STATE):
            journal.discard(log.journal.folder, log.journal.rotate())
