"""Stop parts in an orderly way, so that each writes down what it holds; then make sure that nothing is left."""

import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from deploy.errors import Stalled
from deploy.waiting import wait_until
from local.component import Component, measure_activity
from local.process import processor_seconds, signal_group, signal_leader

POLL_SECONDS = 0.02


def stop_components(parts: list[Component], say: Callable[[str], None]) -> None:
    """Side by side; a part that is not running is no trouble."""
    with ThreadPoolExecutor(max(1, len(parts))) as pool:
        for told in pool.map(stop_component, parts):
            if told:
                say(told)


def stop_component(part: Component) -> str:
    """First the leader alone is asked: its workers must finish what they hold; what outlives it is ended."""
    record = part.running()
    if not record:
        part.record.unlink(missing_ok=True)
        return ""
    began = time.monotonic()
    used = processor_seconds(record.pid)
    signal_leader(record, signal.SIGTERM)
    with suppress(Stalled):
        wait_until(
            lambda: not record.is_alive(),
            f"{part.name} to stop",
            progress=lambda: measure_activity(part, record.pid, used),
            stalled_after=part.stops_within,
            every=POLL_SECONDS,
        )
    forced = record.is_alive()
    signal_group(record, signal.SIGKILL)
    while record.is_alive():
        time.sleep(POLL_SECONDS)
    part.record.unlink(missing_ok=True)
    return f"{part.name} {'had to be ended' if forced else 'stopped'} after {time.monotonic() - began:.1f} s"
