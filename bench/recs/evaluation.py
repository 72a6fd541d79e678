"""How good ten suggestions per customer are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from bench.recs.protocol import Split

TOP = 10
Suggest = Callable[[str], Sequence[str]]


@dataclass
class Evaluation:
    """The rank of each held-out book that was among the ten, and every book that was ever suggested."""

    customers: int = 0
    ranks: list[int] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)

    @property
    def hit_rate(self) -> float:
        """For what share of the customers the held-out book was suggested."""
        return len(self.ranks) / self.customers

    @property
    def error(self) -> float:
        """The standard error of the hit-rate."""
        return sqrt(self.hit_rate * (1 - self.hit_rate) / self.customers)

    @property
    def mrr(self) -> float:
        """The mean of 1 / rank."""
        return sum(1 / rank for rank in self.ranks) / self.customers


def evaluate(split: Split, suggest: Suggest) -> Evaluation:
    """Ask for suggestions for every sampled customer once."""
    evaluation = Evaluation()
    for customer, book in split.held_out.items():
        suggestions = list(suggest(customer)[:TOP])
        evaluation.customers += 1
        evaluation.covered.update(suggestions)
        evaluation.ranks += [suggestions.index(book) + 1] if book in suggestions else []
    return evaluation
