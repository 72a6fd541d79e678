"""The answers of the services' drift functions in one shape: which read model, how much was compared, what differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_NAMES = 5
REASONS = {
    "missing": "the table has them, the index does not",
    "behind": "the index shows an older version",
    "ahead": "the index shows a version the table never had: only a rebuild mends it",
    "unknown": "the table never had them",
    "hidden": "the index refuses them, or they cannot be read: only a new version of the book repairs it",
}


@dataclass(frozen=True)
class DriftReport:
    """One read model, compared with its table. `reasons` says why entries differ and names some of them."""

    view: str
    compared: int
    differing: int
    repaired: bool
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        repaired = ", repaired" if self.repaired and self.differing else ""
        line = f"{self.view:12} {self.compared:8,} compared, {self.differing:,} differ{repaired}"
        return "\n".join([line, *(f"{'':12} {reason}" for reason in self.reasons)])


def from_search(response: Mapping[str, Any]) -> Iterator[DriftReport]:
    """Build one report for each index that is written to."""
    for index in response["views"]:
        reasons = tuple(f"{reason}: {_first(index[kind])}" for kind, reason in REASONS.items() if index[kind])
        differing = sum(len(index[kind]) for kind in REASONS)
        yield DriftReport("index", index["books"], differing, index["repaired"], reasons)


def from_recommendations(response: Mapping[str, Any]) -> Iterator[DriftReport]:
    """Build one report for the bestsellers and one for the graph."""
    for view, counts in response.items():
        kinds = {
            "other than the ledger says": counts["examples"],
            "left out, as these rows cannot be read": counts["unreadable"],
        }
        reasons = tuple(f"{reason}: {_first(names)}" for reason, names in kinds.items() if names)
        yield DriftReport(view, counts["compared"], counts["differing"], counts["repaired"], reasons)


def _first(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
