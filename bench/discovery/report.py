"""One line per figure, with the target beside it."""

import sys
from collections.abc import Callable, Iterable
from statistics import quantiles
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")
P50, P95 = 49, 94


def milliseconds(ask: Callable[[T], Any], questions: Iterable[T]) -> list[float]:
    """How long each answer took; each question is asked once."""
    times: list[float] = []
    for question in questions:
        began = perf_counter()
        ask(question)
        times.append(1_000 * (perf_counter() - began))
    return times


def line(name: str, times: list[float], at_most: float) -> None:
    """The middle and the slow end of many answers."""
    p50, p95 = (quantiles(times, n=100)[at] for at in (P50, P95))
    figure(name, f"p50 {p50:7.2f} ms   p95 {p95:7.2f} ms", f"{at_most:g} ms{'' if p95 <= at_most else '  MISSED'}")


def figure(name: str, value: str, target: str = "") -> None:
    """Anything else that is measured."""
    print(f"{name:44}{value:36}{f'at most {target}' if target else ''}", file=sys.__stdout__, flush=True)
