"""How a command ends: nobody at the keyboard sees a traceback, but one sentence, and a log that has the rest."""

import errno
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from botocore.exceptions import BotoCoreError

from deploy.errors import UserError
from deploy.paths import LOCAL

RUN_AGAIN = "Run the same command again: it goes on from here."
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
    """Explain an exception that nobody foresaw in one sentence, and keep its traceback in the log."""
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({log.parents[1]}): free some space, then run the same command again."
    if isinstance(problem, PermissionError):
        return f"You may not write or read {problem.filename}: change its owner, then run the same command again."
    append_traceback(problem, log)
    if isinstance(problem, BotoCoreError):
        return f"AWS does not answer ({problem}). Of the local one, `make status` says why. Details: {log}. {RUN_AGAIN}"
    return f"Something went wrong that should not: {type(problem).__name__}: {problem}. Details: {log}. {RUN_AGAIN}"


def append_traceback(problem: BaseException, log: Path) -> None:
    """Append the traceback to the log; where that is not possible, the sentence still reaches the person."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as file:
            traceback.print_exception(problem, file=file)
    except OSError:
        return
