"""Start components side by side and wait until each is healthy, or say in one sentence which is not."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from deploy.errors import Stalled, UserError
from deploy.waiting import wait_until
from local.component import Component, measure_activity, minimal_environment
from local.log_tail import most_informative_line, rotate, tail
from local.ports import require_free
from local.process import write_record
from local.stop import stop_components

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Start:
    """Components that are being started, each in a thread of its own."""

    futures: Mapping[str, "Future[None]"]

    def wait(self, names: Iterable[str]) -> None:
        """Wait until these are healthy; those that ran before are."""
        for name in self.futures.keys() & set(names):
            self.futures[name].result()


@contextmanager
def starting(components: list[Component], report: Callable[[str], None]) -> Iterator[Start]:
    """Start what is not running while the block works with those that are ready; at its end all are healthy.

    A failure or Ctrl-C, of the block too, stops all that this call started.
    """
    new = [component for component in components if not component.running()]
    for component in new:
        for port in component.listens_on():
            require_free(port, component.name)
    cancelled = threading.Event()
    try:
        with ThreadPoolExecutor(max(1, len(new))) as pool:
            start = Start({each.name: pool.submit(start_component, each, report, cancelled) for each in new})
            try:
                yield start
                start.wait(start.futures)
            except BaseException:
                cancelled.set()
                raise
    except BaseException:
        stop_components(new, lambda _: None)
        raise


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
