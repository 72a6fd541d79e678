"""The protocol: books with at least 20 customers, customers with 5 to 500 of those, one book of 4,000 held out."""

from collections import Counter
from dataclasses import dataclass
from random import Random

MIN_CUSTOMERS, MIN_BOOKS, MAX_BOOKS, SAMPLE_SIZE = 20, 5, 500, 4_000


@dataclass(frozen=True)
class Split:
    """What each customer is known to own, and the one book each sampled customer owns besides."""

    books: list[str]
    owned: dict[str, list[str]]
    held_out: dict[str, str]


def split_interactions(interactions: list[tuple[str, str]], seed: int, sample_size: int = SAMPLE_SIZE) -> Split:
    """Hold out a book of each sampled customer; the same seed gives the same split."""
    customers = Counter(book for _, book in interactions)
    owned: dict[str, list[str]] = {}
    for customer, book in interactions:
        if customers[book] >= MIN_CUSTOMERS:
            owned.setdefault(customer, []).append(book)
    owned = {customer: sorted(books) for customer, books in owned.items() if MIN_BOOKS <= len(books) <= MAX_BOOKS}
    luck = Random(seed)
    held_out = {customer: luck.choice(owned[customer]) for customer in luck.sample(sorted(owned), sample_size)}
    for customer, book in held_out.items():
        owned[customer].remove(book)
    return Split(sorted(book for book in customers if customers[book] >= MIN_CUSTOMERS), owned, held_out)
