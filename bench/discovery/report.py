"""The lines of the report: one per figure, with its target."""

import sys
from collections.abc import Callable, Iterable
from statistics import quantiles
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")
P50, P95 = 49, 94


def measure_milliseconds(send: Callable[[T], Any], requests: Iterable[T]) -> list[float]:
    """Send each request once and return the response times in milliseconds."""
    times: list[float] = []
    for request in requests:
        started = perf_counter()
        send(request)
        times.append(1_000 * (perf_counter() - started))
    return times


def print_latencies(name: str, times: list[float], at_most: float) -> None:
    """Print the median and the 95th percentile, and whether the latter is within the target."""
    p50, p95 = (quantiles(times, n=100)[at] for at in (P50, P95))
    print_figure(
        name, f"p50 {p50:7.2f} ms   p95 {p95:7.2f} ms", f"{at_most:g} ms{'' if p95 <= at_most else '  MISSED'}"
    )


def print_figure(name: str, value: str, target: str = "") -> None:
    """Print any other figure."""
    print(f"{name:44}{value:36}{f'at most {target}' if target else ''}", file=sys.__stdout__, flush=True)
