"""Start parts side by side and wait until each is healthy, or say in one sentence which is not."""

import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from deploy.errors import Stalled, UserError
from deploy.waiting import wait_until
from local.component import Component, measure_activity, minimal_environment
from local.log_tail import most_informative_line, rotate, tail
from local.ports import require_free
from local.process import write_record
from local.stop import stop_components

POLL_SECONDS = 0.05


def start_components(parts: list[Component], say: Callable[[str], None]) -> list[Component]:
    """Answer the parts this call started; when one fails, or Ctrl-C comes, what was started is stopped again."""
    new = [part for part in parts if not part.running()]
    for part in new:
        for port in part.listens_on():
            require_free(port, part.name)
    given_up = threading.Event()
    try:
        with ThreadPoolExecutor(max(1, len(new))) as pool:
            waits = [pool.submit(start_component, part, say, given_up) for part in new]
            try:
                for wait in waits:
                    wait.result()
            except BaseException:
                given_up.set()
                raise
    except BaseException:
        stop_components(new, lambda _: None)
        raise
    return new


def start_component(part: Component, say: Callable[[str], None], given_up: threading.Event) -> None:
    """Until it is healthy, ends, does nothing any more, or another part failed."""
    began = time.monotonic()
    program = spawn(part)

    def settled() -> str:
        if program.poll() is not None:
            raise UserError(describe_early_exit(part, program.returncode))
        if part.is_healthy():
            return "ready"
        return "given up" if given_up.is_set() else ""

    try:
        outcome = wait_until(
            settled,
            f"{part.name} to become healthy",
            progress=lambda: measure_activity(part, program.pid),
            stalled_after=part.patience,
            every=POLL_SECONDS,
        )
    except Stalled as stalled:
        given_up.set()
        raise UserError(f"{stalled} {part.name}: {describe_log_end(part)}.") from stalled
    except BaseException:
        given_up.set()
        raise
    if outcome == "ready":
        say(f"{part.name} is ready after {time.monotonic() - began:.1f} s")


def spawn(part: Component) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches the command and not the part; Popen is quick to fork."""
    part.prepare()
    for folder in (part.log.parent, part.record.parent):
        folder.mkdir(parents=True, exist_ok=True)
    rotate(part.log)
    command = part.command()
    with part.log.open("ab") as log:
        try:
            program = subprocess.Popen(
                command,
                cwd=part.working_folder,
                env={**minimal_environment(part.folder), **part.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        except FileNotFoundError as missing:
            raise UserError(f"{part.name} cannot start: {missing.filename} is not there; run make up.") from missing
    write_record(part.record, program.pid)
    return program


def describe_early_exit(part: Component, code: int) -> str:
    """Why a part is gone before it was ever there."""
    return f"{part.name} ended while starting (exit code {code}); {describe_log_end(part)}."


def describe_log_end(part: Component) -> str:
    """The one line of its log that tells most, and where the others are."""
    return f"its log says “{most_informative_line(tail(part.log, 40))}” ({part.log})"
