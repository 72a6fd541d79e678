"""The history's customers: generated ids, preferences, and display names that cannot be mistaken for a person's."""

from collections.abc import Mapping, Sequence
from random import Random
from uuid import UUID

from msgspec import Struct

from local.sample_data.books import Book, Format
from local.sample_data.popularity import book_weights, category_weights

FORMAT_WEIGHTS: dict[Format, float] = {"paperback": 58, "ebook": 22, "hardcover": 10, "audiobook": 10}
OTHER_LANGUAGES = ("fr", "de", "es", "ru", "it")
OTHER_LANGUAGE_RATE = 0.2  # of the customers read one of these besides English

INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"
TOWNS = """
    Aberdeen Bath Belfast Birmingham Brighton Bristol Cambridge Cardiff Carlisle Chester Cork Coventry
    Derby Dover Dublin Dundee Durham Edinburgh Ely Exeter Falmouth Galway Glasgow Hastings Hereford Hull
    Inverness Ipswich Kendal Lancaster Leeds Leicester Lincoln Liverpool Ludlow Manchester Margate
    Newcastle Norwich Nottingham Oxford Penzance Perth Plymouth Preston Reading Ripon Sheffield
    Shrewsbury Stirling Swansea Truro Wells Whitby Winchester Worcester York
"""
WORDS = """
    Bookworm Dogear Marginalia Nightowl Flyleaf Colophon Halftitle Inkblot Quarto Octavo Foolscap
    Bluestocking Armchair Lamplit Slowreader Pageturner Endpaper Footnote Errata Semicolon Ampersand
    Teastain Raincoat Backlist Commuter Insomniac Hammock Windowseat Firstedition Ribbon Deckle
    Spinecracker
"""


class CustomerProfile(Struct, frozen=True, kw_only=True):
    """A customer with preferences.

    `categories` are in order of preference; `activity` and `talkativeness` are weights for placing orders and writing
    reviews; `mildness` is added to all of the customer's ratings.
    """

    customer_id: str
    display_name: str
    categories: tuple[str, ...]
    authors: frozenset[str]
    languages: frozenset[str]
    format: Format
    activity: float
    talkativeness: float
    mildness: float


def draw_customers(rng: Random, books: Sequence[Book], count: int) -> tuple[CustomerProfile, ...]:
    """Draw this many customers; no two have the same id or display name."""
    weights = book_weights(books)
    demand = category_weights(books, weights)
    names = _draw_display_names(rng, count)
    return tuple(_draw_customer(rng, name, books, weights, demand) for name in names)


def _draw_customer(
    rng: Random, name: str, books: Sequence[Book], weights: Mapping[str, float], demand: Mapping[str, float]
) -> CustomerProfile:
    categories = draw_weighted(rng, demand, rng.choices((1, 2, 3), (25, 45, 30))[0])
    return CustomerProfile(
        customer_id=str(UUID(int=rng.getrandbits(128), version=5)),
        display_name=name,
        categories=categories,
        authors=_draw_favourite_authors(rng, books, weights, categories),
        languages=frozenset({"en", rng.choice(OTHER_LANGUAGES)} if rng.random() < OTHER_LANGUAGE_RATE else {"en"}),
        format=rng.choices(list(FORMAT_WEIGHTS), list(FORMAT_WEIGHTS.values()))[0],
        activity=rng.lognormvariate(0, 0.5),
        talkativeness=rng.lognormvariate(0, 0.8),
        mildness=rng.gauss(0, 0.3),
    )


def _draw_favourite_authors(
    rng: Random, books: Sequence[Book], weights: Mapping[str, float], categories: Sequence[str]
) -> frozenset[str]:
    demand: dict[str, float] = {}
    for book in books:
        if book.category in categories:
            author_id = book.authors[0].author_id
            demand[author_id] = demand.get(author_id, 0) + weights[book.book_id]
    return frozenset(draw_weighted(rng, demand, rng.randint(1, 3)))


def draw_weighted(rng: Random, weights: Mapping[str, float], count: int) -> tuple[str, ...]:
    """Draw different keys by weight, without replacement."""
    remaining, keys = dict(weights), list[str]()
    while remaining and len(keys) < count:
        keys.append(rng.choices(list(remaining), list(remaining.values()))[0])
        del remaining[keys[-1]]
    return tuple(keys)


def _draw_display_names(rng: Random, count: int) -> list[str]:
    """Draw different names; one in eight is a word, the others are like `M. in Leeds`."""
    words = rng.sample(WORDS.split(), count // 8)
    initials_in_towns = [f"{initial}. in {town}" for initial in INITIALS for town in TOWNS.split()]
    names = [*words, *rng.sample(initials_in_towns, count - len(words))]
    rng.shuffle(names)
    return names
