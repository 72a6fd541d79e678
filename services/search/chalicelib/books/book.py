"""A book as the events of three sources have left it: what the shelf says, how it is liked, what can be had."""

from collections.abc import Iterable
from math import log10

from msgspec import Struct, field

from bookstore.events.books import BookState, Edition, Format
from bookstore.events.orders import Availability

BEST_FIRST: tuple[Availability, ...] = ("in_stock", "low", "out")
USUAL_RATING, USUAL_READERS = 3.5, 5
BOUGHT, LIKED = 0.15, 0.10


class Liked(Struct, frozen=True):
    """All the stars a book has, and from how many readers."""

    count: int = 0
    total: int = 0

    @property
    def average(self) -> float:
        """1 to 5, or 0 while nobody has rated the book."""
        return round(self.total / self.count, 2) if self.count else 0.0

    @property
    def fair(self) -> float:
        """The average as if five more readers had found the book as good as most: one fan makes no masterpiece."""
        return round((self.total + USUAL_RATING * USUAL_READERS) / (self.count + USUAL_READERS), 3)


class Offer(Struct, frozen=True, kw_only=True):
    """A format the book can be had in, and the one edition that is meant by it; `price` in minor units."""

    format: Format
    isbn: str
    price: int
    availability: Availability


class Book(Struct, frozen=True, kw_only=True):
    """One book of search's table. `version` counts every change of it, whatever its source."""

    book_id: str
    version: int
    catalog: BookState
    liked: Liked = Liked()
    stock: dict[str, Availability] = field(default_factory=dict)
    bought: int = 0
    correlation_id: str = ""

    @property
    def standing(self) -> float:
        """What readers buy and like, as the number that how well the words fit is multiplied by."""
        return round(1 + BOUGHT * log10(1 + max(0, self.bought)) + LIKED * self.liked.fair, 4)

    def offers(self) -> list[Offer]:
        """One per format, in the order the catalog lists them."""
        formats = dict.fromkeys(edition.format for edition in self.catalog.editions)
        return [self._offer(format_) for format_ in formats]

    def _offer(self, format_: Format) -> Offer:
        """The cheapest edition that can be had; else the cheapest."""
        editions = (edition for edition in self.catalog.editions if edition.format == format_)
        meant = min(editions, key=lambda edition: (self.availability_of(edition) == "out", edition.price))
        return Offer(format=format_, isbn=meant.isbn, price=meant.price, availability=self.availability_of(meant))

    def availability_of(self, edition: Edition) -> Availability:
        """What orders told of the edition's stock; untold is out, and files never run out."""
        return "in_stock" if edition.is_digital else self.stock.get(edition.isbn, "out")


def best(availabilities: Iterable[Availability]) -> Availability:
    """The best of several: one copy of one edition is enough to have the book."""
    return min(availabilities, key=BEST_FIRST.index)
