"""How good ten guesses per reader are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from bench.recs.protocol import Split

TOP = 10
Ask = Callable[[str], Sequence[str]]


@dataclass
class Guesses:
    """The place of each held-out book among the ten, where it was among them, and every book that was ever shown."""

    asked: int = 0
    places: list[int] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)

    @property
    def hit_rate(self) -> float:
        """Of how many readers the held-out book was guessed."""
        return len(self.places) / self.asked

    @property
    def error(self) -> float:
        """The standard error of the hit-rate."""
        return sqrt(self.hit_rate * (1 - self.hit_rate) / self.asked)

    @property
    def mrr(self) -> float:
        """The mean of 1 / place."""
        return sum(1 / place for place in self.places) / self.asked


def judged(parted: Split, ask: Ask) -> Guesses:
    """Ask for every sampled reader once."""
    found = Guesses()
    for reader, book in parted.held_out.items():
        shown = list(ask(reader)[:TOP])
        found.asked += 1
        found.covered.update(shown)
        found.places += [shown.index(book) + 1] if book in shown else []
    return found
