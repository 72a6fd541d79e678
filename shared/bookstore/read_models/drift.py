"""Compare a read model with the table it was made from, by id and number: versions, or copies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_EXAMPLES = 20


@dataclass(frozen=True)
class Differences:
    """Ids by how they differ: not in the read model, there with a lower or higher number, or not in the table."""

    missing: frozenset[str]
    behind: frozenset[str]
    ahead: frozenset[str]
    unknown: frozenset[str]

    def __iter__(self) -> Iterator[str]:
        yield from self.missing | self.behind | self.ahead | self.unknown


def compare(expected: Mapping[str, int], actual: Mapping[str, int]) -> Differences:
    """Compare what the table holds with what the read model holds, both by id."""
    both = expected.keys() & actual.keys()
    return Differences(
        missing=frozenset(expected.keys() - actual.keys()),
        behind=frozenset(one for one in both if actual[one] < expected[one]),
        ahead=frozenset(one for one in both if actual[one] > expected[one]),
        unknown=frozenset(actual.keys() - expected.keys()),
    )
