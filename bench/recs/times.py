"""How long answers take, by the clock and of this process's own work: the second is the same on a busy machine."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time
from typing import TypeVar

Q, A = TypeVar("Q"), TypeVar("A")
LIMIT_MS = 30
WARM = 100
P50, P95, P99 = 49, 94, 98


@dataclass
class Times:
    """Milliseconds per answer."""

    waited: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        head = f"{'ms per answer':24}" + "".join(f"{name:>9}" for name in ("p50", "p95", "p99", "max"))
        return "\n".join(
            [f"{head}{f'over {LIMIT_MS}':>9}", _line("by the clock", self.waited), _line("CPU", self.worked)]
        )


def timed(ask: Callable[[Q], A], times: Times) -> Callable[[Q], A]:
    """The same, with its time noted once it is warm. What the measurement itself holds in memory is kept from the
    garbage collector: a function of the shop does not hold it."""
    asked = 0

    def answer(question: Q) -> A:
        nonlocal asked
        asked += 1
        if asked == WARM:
            gc.collect()
            gc.freeze()
        began, worked = perf_counter(), process_time()
        found = ask(question)
        if asked > WARM:
            times.waited.append(1_000 * (perf_counter() - began))
            times.worked.append(1_000 * (process_time() - worked))
        return found

    return answer


def _line(name: str, times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    figures = "".join(f"{each:9.1f}" for each in (cuts[P50], cuts[P95], cuts[P99], max(times)))
    return f"{name:24}{figures}{sum(each > LIMIT_MS for each in times):9}"
