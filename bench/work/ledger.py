"""What was measured: every call by its name, and the medians of each name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

NUMBERS = ("ms", "rcu", "wcu", "sent", "received")


@dataclass
class Ledger:
    """The costs of each operation, and the sum of all: an operation of several records is booked once for each."""

    costs: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def book(self, name: str, cost: Mapping[str, Any], records: int = 1) -> None:
        """Book what a call has cost for each of its records."""
        share = {number: cost[number] / records for number in NUMBERS}
        calls = {engine: count / records for engine, count in cost["calls"].items()}
        self.costs[name] += [{**share, "calls": calls}] * records

    def total(self, number: str) -> float:
        """Return the sum over all calls so far."""
        return float(sum(cost[number] for costs in self.costs.values() for cost in costs))

    def medians(self) -> dict[str, dict[str, Any]]:
        """Return one row for each operation, in the order in which they were first booked."""
        return {name: _median_row(costs) for name, costs in self.costs.items()}


def _median_row(costs: list[dict[str, Any]]) -> dict[str, Any]:
    engines = sorted({engine for cost in costs for engine in cost["calls"]})
    calls = {engine: median(cost["calls"].get(engine, 0) for cost in costs) for engine in engines}
    row = {number: median(cost[number] for cost in costs) for number in NUMBERS}
    return {**row, "calls": {engine: count for engine, count in calls.items() if count}, "times": len(costs)}
