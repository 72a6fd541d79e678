"""Stop components in an orderly way, so that each writes its state; then make sure that nothing is left."""

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


def stop_components(components: list[Component], report: Callable[[str], None]) -> None:
    """Stop side by side; a component that is not running is skipped."""
    with ThreadPoolExecutor(max(1, len(components))) as pool:
        for message in pool.map(stop_component, components):
            if message:
                report(message)


def stop_component(component: Component) -> str:
    """Signal the leader alone first, since its workers must finish what they hold; then end what outlives it."""
    record = component.running()
    if not record:
        component.record.unlink(missing_ok=True)
        return ""
    started_at = time.monotonic()
    used = processor_seconds(record.pid)
    signal_leader(record, signal.SIGTERM)
    with suppress(Stalled):
        wait_until(
            lambda: not record.is_alive(),
            f"{component.name} to stop",
            progress=lambda: measure_activity(component, record.pid, used),
            stalled_after=component.stop_stalls_after,
            every=POLL_SECONDS,
        )
    forced = record.is_alive()
    signal_group(record, signal.SIGKILL)
    while record.is_alive():
        time.sleep(POLL_SECONDS)
    component.record.unlink(missing_ok=True)
    return f"{component.name} {'had to be ended' if forced else 'stopped'} after {time.monotonic() - started_at:.1f} s"
