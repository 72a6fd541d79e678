"""Run a command so that a failure is one sentence, and a log has the traceback."""

import errno
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from botocore.exceptions import BotoCoreError

from deploy.errors import UserError
from deploy.paths import LOCAL

RETRY_HINT = "Run the same command again: it goes on from here."
INTERRUPTED = 130  # as shells expect


def run_command(main: Callable[[], int | None], explain: Callable[[BaseException], str] | None = None) -> int:
    """Run `main` and return the exit code: its own, 1 with a sentence when it failed, 130 for Ctrl-C."""
    try:
        return main() or 0
    except UserError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from here.", file=sys.stderr)
        return INTERRUPTED
    except Exception as problem:
        print((explain or explain_unexpected)(problem), file=sys.stderr)
    return 1


def explain_unexpected(problem: BaseException, log: Path = LOCAL / "logs" / "command.log") -> str:
    """Explain an exception that was not foreseen in one sentence, and append its traceback to the log."""
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({log.parents[1]}): free some space, then run the same command again."
    if isinstance(problem, PermissionError):
        return f"You may not write or read {problem.filename}: change its owner, then run the same command again."
    append_traceback(problem, log)
    if isinstance(problem, BotoCoreError):
        return (
            f"AWS does not answer ({problem}). Of the local one, `make status` says why. Details: {log}. {RETRY_HINT}"
        )
    return f"Something went wrong that should not: {type(problem).__name__}: {problem}. Details: {log}. {RETRY_HINT}"


def append_traceback(problem: BaseException, log: Path) -> None:
    """Append the traceback to the log; do nothing where that is not possible, so that the sentence is still shown."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as file:
            traceback.print_exception(problem, file=file)
    except OSError:
        return
