"""What ours has to be better than: the most read books, and the cosine of books by their readers."""

from collections import Counter
from functools import cache
from heapq import nlargest
from math import sqrt

from bench.recs.guesses import TOP, Ask
from bench.recs.protocol import Split


def popular(parted: Split) -> Ask:
    """What most readers have and this one does not."""
    ranked = [book for book, _ in _readers(parted).most_common()]

    def ask(reader: str) -> list[str]:
        had = set(parted.history[reader])
        return [book for book in ranked[: len(had) + TOP] if book not in had]

    return ask


def cosine(parted: Split) -> Ask:
    """The sum, over the reader's books, of common readers by the root of the readers of either."""
    readers, by_book = _readers(parted), dict[str, list[str]]()
    for reader, had in parted.history.items():
        for book in had:
            by_book.setdefault(book, []).append(reader)

    @cache
    def near(book: str) -> dict[str, float]:
        common = Counter(other for reader in by_book[book] for other in parted.history[reader])
        return {other: n / sqrt(readers[book] * readers[other]) for other, n in common.items()}

    def ask(reader: str) -> list[str]:
        had, worth = parted.history[reader], Counter[str]()
        for book in had:
            worth.update(near(book))
        return nlargest(TOP, worth.keys() - set(had), key=lambda book: (worth[book], book))

    return ask


def _readers(parted: Split) -> Counter[str]:
    return Counter(book for had in parted.history.values() for book in had)
