"""The protocol: books with at least 20 readers, readers with 5 to 500 of those, one book of 4,000 readers held out."""

from collections import Counter
from dataclasses import dataclass
from random import Random

FEWEST_READERS, FEWEST_BOOKS, MOST_BOOKS, SAMPLED = 20, 5, 500, 4_000


@dataclass(frozen=True)
class Split:
    """What each reader is known to have, and the one book each sampled reader has besides."""

    books: list[str]
    history: dict[str, list[str]]
    held_out: dict[str, str]


def split(interactions: list[tuple[str, str]], seed: int, sampled: int = SAMPLED) -> Split:
    """The same seed, the same split."""
    readers = Counter(book for _, book in interactions)
    history: dict[str, list[str]] = {}
    for reader, book in interactions:
        if readers[book] >= FEWEST_READERS:
            history.setdefault(reader, []).append(book)
    history = {reader: sorted(had) for reader, had in history.items() if FEWEST_BOOKS <= len(had) <= MOST_BOOKS}
    luck = Random(seed)
    held_out = {reader: luck.choice(history[reader]) for reader in luck.sample(sorted(history), sampled)}
    for reader, book in held_out.items():
        history[reader].remove(book)
    return Split(sorted(book for book in readers if readers[book] >= FEWEST_READERS), history, held_out)
