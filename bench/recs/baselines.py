"""What ours has to be better than: the books with most customers, and the cosine of books by their customers."""

from collections import Counter
from functools import cache
from heapq import nlargest
from math import sqrt

from bench.recs.evaluation import TOP, Suggest
from bench.recs.protocol import Split


def popular(split: Split) -> Suggest:
    """Suggest what most customers own and this one does not."""
    ranked = [book for book, _ in _count_customers(split).most_common()]

    def suggest(customer: str) -> list[str]:
        owned = set(split.owned[customer])
        return [book for book in ranked[: len(owned) + TOP] if book not in owned]

    return suggest


def cosine(split: Split) -> Suggest:
    """Suggest by the sum, over the customer's books, of common customers by the root of the customers of either."""
    customers, by_book = _count_customers(split), dict[str, list[str]]()
    for customer, owned in split.owned.items():
        for book in owned:
            by_book.setdefault(book, []).append(customer)

    @cache
    def similar(book: str) -> dict[str, float]:
        common = Counter(other for customer in by_book[book] for other in split.owned[customer])
        return {other: n / sqrt(customers[book] * customers[other]) for other, n in common.items()}

    def suggest(customer: str) -> list[str]:
        owned, scores = split.owned[customer], Counter[str]()
        for book in owned:
            scores.update(similar(book))
        return nlargest(TOP, scores.keys() - set(owned), key=lambda book: (scores[book], book))

    return suggest


def _count_customers(split: Split) -> Counter[str]:
    return Counter(book for owned in split.owned.values() for book in owned)
