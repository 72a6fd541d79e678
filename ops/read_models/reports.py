"""What the services' drift functions answer, in one shape: which view, how much was compared, and what differed why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NAMED = 5
WHY = {
    "missing": "the table has them, the index does not",
    "behind": "the index shows an older version",
    "ahead": "the index shows a version the table never had: only a rebuild mends it",
    "unknown": "the table never had them",
}


@dataclass(frozen=True)
class Report:
    """One view, compared. `reasons` says why, with some of the books or edges by name."""

    view: str
    compared: int
    differing: int
    repaired: bool
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        mended = ", mended" if self.repaired and self.differing else ""
        line = f"{self.view:12} {self.compared:8,} compared, {self.differing:,} differ{mended}"
        return "\n".join([line, *(f"{'':12} {reason}" for reason in self.reasons)])


def of_search(said: Mapping[str, Any]) -> Iterator[Report]:
    """One report per index that is written to."""
    for found in said["views"]:
        reasons = tuple(f"{why}: {_some(found[kind])}" for kind, why in WHY.items() if found[kind])
        differing = sum(len(found[kind]) for kind in WHY)
        yield Report("index", found["books"], differing, found["repaired"], reasons)


def of_recommendations(said: Mapping[str, Any]) -> Iterator[Report]:
    """The lists and the graph."""
    for view, found in said.items():
        reasons = (f"other than the ledger says: {_some(found['examples'])}",) if found["examples"] else ()
        yield Report(view, found["compared"], found["differing"], found["repaired"], reasons)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
