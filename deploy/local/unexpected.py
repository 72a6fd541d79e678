"""Explain an exception that nobody foresaw in one sentence, and keep its traceback in a log."""

import errno
import traceback
from pathlib import Path

from botocore.exceptions import BotoCoreError

from deploy.errors import UserError
from deploy.local.paths import LOCAL
from deploy.local.system import System

AGAIN = "Run the same command again: it goes on from here."


def explain(problem: BaseException, system: System | None) -> str:
    """What happened, what to do next, and where the details are."""
    log = (system.home if system else LOCAL) / "logs" / "command.log"
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({log.parents[1]}): free some space, then run the same command again."
    if isinstance(problem, PermissionError):
        return (
            f"{problem.filename} may not be written or read by you: change its owner, then run the same command again."
        )
    keep(problem, log)
    ended = ended_part(system) if system else ""
    if ended:
        return ended
    if isinstance(problem, BotoCoreError):
        return f"The local AWS does not answer ({problem}). `make status` shows what runs; details: {log}. {AGAIN}"
    return f"Something went wrong that should not: {type(problem).__name__}: {problem}. Details: {log}. {AGAIN}"


def ended_part(system: System) -> str:
    """The sentence about a part that has ended by itself; nothing when all are alive."""
    try:
        system.require_running()
    except UserError as ended:
        return str(ended)
    return ""


def keep(problem: BaseException, log: Path) -> None:
    """Append the traceback to the log."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as file:
            traceback.print_exception(problem, file=file)
    except OSError:
        pass  # the sentence still reaches the person
