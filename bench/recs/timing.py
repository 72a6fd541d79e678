"""How long responses take, by the clock and in CPU time: the second is the same on a busy machine."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time
from typing import TypeVar

Q, A = TypeVar("Q"), TypeVar("A")
LIMIT_MS = 30
P50, P95, P99 = 49, 94, 98


@dataclass
class Timings:
    """Milliseconds per response."""

    elapsed: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        head = f"{'ms per response':24}" + "".join(f"{name:>9}" for name in ("p50", "p95", "p99", "max"))
        return "\n".join(
            [f"{head}{f'over {LIMIT_MS}':>9}", _line("by the clock", self.elapsed), _line("CPU", self.cpu)]
        )


def with_timing(respond: Callable[[Q], A], timings: Timings, warm_up: int) -> Callable[[Q], A]:
    """Wrap a function so that its times are noted once it is warm: after this many calls.

    What the measurement itself holds in memory is frozen for the garbage collector: a function of the shop does not
    hold it.
    """
    requests = 0

    def timed(request: Q) -> A:
        nonlocal requests
        requests += 1
        if requests == warm_up:
            gc.collect()
            gc.freeze()
        started, cpu_started = perf_counter(), process_time()
        response = respond(request)
        if requests > warm_up:
            timings.elapsed.append(1_000 * (perf_counter() - started))
            timings.cpu.append(1_000 * (process_time() - cpu_started))
        return response

    return timed


def _line(name: str, times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    figures = "".join(f"{each:9.1f}" for each in (cuts[P50], cuts[P95], cuts[P99], max(times)))
    return f"{name:24}{figures}{sum(each > LIMIT_MS for each in times):9}"
