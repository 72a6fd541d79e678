"""Who shops: invented ids with tastes, and a name to sign reviews with that nobody could take for a person's."""

from collections.abc import Mapping, Sequence
from random import Random
from uuid import UUID

from msgspec import Struct

from local.sample_data.books import Book, Format
from local.sample_data.display_names import draw_display_names
from local.sample_data.popularity import book_weights, category_weights

FORMATS: dict[Format, float] = {"paperback": 58, "ebook": 22, "hardcover": 10, "audiobook": 10}
OTHER_LANGUAGES = ("fr", "de", "es", "ru", "it")
READS_ANOTHER = 0.2  # of the shoppers read one of these besides English


class CustomerProfile(Struct, frozen=True, kw_only=True):
    """A reader with tastes. `mildness` moves every star this reader gives; `activity` and `talkativeness` are weights
    against the other readers'. Categories are in order of preference."""

    customer: str
    display_name: str
    categories: tuple[str, ...]
    authors: frozenset[str]
    languages: frozenset[str]
    format: Format
    activity: float
    talkativeness: float
    mildness: float


def generate_profiles(rng: Random, books: Sequence[Book], count: int) -> tuple[CustomerProfile, ...]:
    """As many shoppers as asked for, no two with the same id or name."""
    weights = book_weights(books)
    demand = category_weights(books, weights)
    names = draw_display_names(rng, count)
    return tuple(_generate_profile(rng, name, books, weights, demand) for name in names)


def _generate_profile(
    rng: Random, name: str, books: Sequence[Book], weights: Mapping[str, float], demand: Mapping[str, float]
) -> CustomerProfile:
    categories = weighted_sample(rng, demand, rng.choices((1, 2, 3), (25, 45, 30))[0])
    return CustomerProfile(
        customer=str(UUID(int=rng.getrandbits(128), version=5)),
        display_name=name,
        categories=categories,
        authors=_favourite_authors(rng, books, weights, categories),
        languages=frozenset({"en", rng.choice(OTHER_LANGUAGES)} if rng.random() < READS_ANOTHER else {"en"}),
        format=rng.choices(list(FORMATS), list(FORMATS.values()))[0],
        activity=rng.lognormvariate(0, 0.5),
        talkativeness=rng.lognormvariate(0, 0.8),
        mildness=rng.gauss(0, 0.3),
    )


def _favourite_authors(
    rng: Random, books: Sequence[Book], weights: Mapping[str, float], categories: Sequence[str]
) -> frozenset[str]:
    demand: dict[str, float] = {}
    for book in books:
        if book.category in categories:
            first = book.authors[0].author_id
            demand[first] = demand.get(first, 0) + weights[book.book_id]
    return frozenset(weighted_sample(rng, demand, rng.randint(1, 3)))


def weighted_sample(rng: Random, weights: Mapping[str, float], count: int) -> tuple[str, ...]:
    """Different things by weight, the likeliest first more often than not."""
    left, drawn = dict(weights), list[str]()
    while left and len(drawn) < count:
        drawn.append(rng.choices(list(left), list(left.values()))[0])
        del left[drawn[-1]]
    return tuple(drawn)
