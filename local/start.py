"""Start components side by side and wait until each is healthy, or say in one sentence which is not."""

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


def start_components(components: list[Component], report: Callable[[str], None]) -> list[Component]:
    """Start what is not running and return it; a failure or Ctrl-C stops all that this call started."""
    new = [component for component in components if not component.running()]
    for component in new:
        for port in component.listens_on():
            require_free(port, component.name)
    cancelled = threading.Event()
    try:
        with ThreadPoolExecutor(max(1, len(new))) as pool:
            futures = [pool.submit(start_component, component, report, cancelled) for component in new]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                cancelled.set()
                raise
    except BaseException:
        stop_components(new, lambda _: None)
        raise
    return new


def start_component(component: Component, report: Callable[[str], None], cancelled: threading.Event) -> None:
    """Start a component and wait until it is healthy; raise UserError when it ends, stalls, or another failed."""
    started_at = time.monotonic()
    program = spawn(component)

    def outcome_so_far() -> str:
        if program.poll() is not None:
            raise UserError(describe_early_exit(component, program.returncode))
        if component.is_healthy():
            return "ready"
        return "given up" if cancelled.is_set() else ""

    try:
        outcome = wait_until(
            outcome_so_far,
            f"{component.name} to become healthy",
            progress=lambda: measure_activity(component, program.pid),
            stalled_after=component.start_stalls_after,
            every=POLL_SECONDS,
        )
    except Stalled as stalled:
        cancelled.set()
        raise UserError(f"{stalled} {component.name}: {describe_log_end(component)}.") from stalled
    except BaseException:
        cancelled.set()
        raise
    if outcome == "ready":
        report(f"{component.name} is ready after {time.monotonic() - started_at:.1f} s")


def spawn(component: Component) -> "subprocess.Popen[bytes]":
    """Start the program in a session of its own, so that Ctrl-C reaches the command and not the component."""
    component.prepare()
    for folder in (component.log.parent, component.record.parent):
        folder.mkdir(parents=True, exist_ok=True)
    rotate(component.log)
    command = component.command()
    with component.log.open("ab") as log:
        try:
            program = subprocess.Popen(
                command,
                cwd=component.working_folder,
                env={**minimal_environment(component.folder), **component.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        except FileNotFoundError as missing:
            raise UserError(
                f"{component.name} cannot start: {missing.filename} is not there; run make up."
            ) from missing
    write_record(component.record, program.pid)
    return program


def describe_early_exit(component: Component, code: int) -> str:
    """Describe why a component ended before it was healthy."""
    return f"{component.name} ended while starting (exit code {code}); {describe_log_end(component)}."


def describe_log_end(component: Component) -> str:
    """Quote the most informative line of its log, and name the log."""
    return f"its log says “{most_informative_line(tail(component.log, 40))}” ({component.log})"
