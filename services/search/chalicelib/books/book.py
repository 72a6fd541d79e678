"""A book as the events of three sources leave it: the catalog's description, its ratings, and its availability."""

from collections.abc import Iterable
from math import log10

from msgspec import Struct, field

from bookstore.events.books import BookState, Edition, Format
from bookstore.events.orders import Availability

AVAILABILITY_ORDER: tuple[Availability, ...] = ("in_stock", "low", "out")  # best first
PRIOR_RATING, PRIOR_COUNT = 3.5, 5
BOUGHT_WEIGHT, RATING_WEIGHT = 0.15, 0.10


class RatingTotals(Struct, frozen=True):
    """How many customers rated a book, and the sum of their stars."""

    count: int = 0
    total: int = 0

    @property
    def average(self) -> float:
        """Return the average stars, 1 to 5, or 0 without ratings."""
        return round(self.total / self.count, 2) if self.count else 0.0

    @property
    def weighted_average(self) -> float:
        """Return the average with five more ratings of 3.5, so that one enthusiast does not make a masterpiece."""
        return round((self.total + PRIOR_RATING * PRIOR_COUNT) / (self.count + PRIOR_COUNT), 3)


class Offer(Struct, frozen=True, kw_only=True):
    """A format that is sold, and the edition it stands for; `price` in minor units."""

    format: Format
    isbn: str
    price: int
    availability: Availability


class Book(Struct, frozen=True, kw_only=True):
    """One book of search's table. `version` counts every change of it, whatever its source."""

    book_id: str
    version: int
    catalog: BookState
    rating_totals: RatingTotals = RatingTotals()
    stock: dict[str, Availability] = field(default_factory=dict)
    bought: int = 0
    correlation_id: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the shop no longer sells it."""
        return self.catalog.withdrawn

    @property
    def standing(self) -> float:
        """Return the factor by which sales and ratings raise the book's relevance score."""
        sales = BOUGHT_WEIGHT * log10(1 + max(0, self.bought))
        return round(1 + sales + RATING_WEIGHT * self.rating_totals.weighted_average, 4)

    def offers(self) -> list[Offer]:
        """Return one offer per format, in the order in which the catalog lists them."""
        formats = dict.fromkeys(edition.format for edition in self.catalog.editions)
        return [self._offer(format_) for format_ in formats]

    def _offer(self, format_: Format) -> Offer:
        """Return the offer of the cheapest available edition; without one, of the cheapest."""
        editions = (edition for edition in self.catalog.editions if edition.format == format_)
        cheapest = min(editions, key=lambda edition: (self.availability_of(edition) == "out", edition.price))
        return Offer(
            format=format_,
            isbn=cheapest.isbn,
            price=cheapest.price,
            availability=self.availability_of(cheapest),
        )

    def availability_of(self, edition: Edition) -> Availability:
        """Return the edition's stock level by the last event; `out` without one. A file never runs out; without one, a
        digital edition is not available yet."""
        if edition.is_digital:
            return "in_stock" if edition.is_obtainable else "out"
        return self.stock.get(edition.isbn, "out")


class UnreadableBook(Struct, frozen=True, kw_only=True):
    """A book whose item breaks a rule that came after it: nothing of it is shown, and `error` says why."""

    book_id: str
    version: int
    withdrawn: bool
    error: Exception
    correlation_id: str = ""


StoredBook = Book | UnreadableBook


def best_availability(availabilities: Iterable[Availability]) -> Availability:
    """Return the best of several: one copy of one edition is enough to have the book."""
    return min(availabilities, key=AVAILABILITY_ORDER.index)
