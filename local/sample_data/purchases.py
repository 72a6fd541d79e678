"""What a shopper puts into a basket: mostly favourites, the next volume, and now and then what everybody reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from local.sample_data.books import Book, Edition
from local.sample_data.customers import CustomerProfile
from local.sample_data.popularity import book_weights, category_weights
from local.sample_data.records import HistoricalLine

LINES = {1: 50, 2: 27, 3: 13, 4: 7, 5: 3}
QUANTITIES = {1: 94, 2: 5, 3: 1}
FAVOURITE_CATEGORY = 0.85  # how often a shopper stays with the favourite categories
PREFERENCE = (5, 3, 2)  # the first favourite category against the second and third
NEXT_VOLUME = 0.25  # how often a shopper with an unfinished series takes the next one
USUAL_FORMAT = 0.8  # how often a shopper takes the usual format, where there is one
FAVOURITE_AUTHOR, FIRST_VOLUME = 4, 2  # how much more likely they are than other books


class PurchaseHistory:
    """One shopper's shelf at home: which books, and how far each series was read."""

    def __init__(self) -> None:
        self.books: set[str] = set()
        self.volumes: dict[str, int] = {}

    def add(self, book: Book) -> None:
        """Books are never bought twice, nor earlier volumes after later ones."""
        self.books.add(book.book_id)
        if book.series:
            self.volumes[book.series.series_id] = book.series.position


class Assortment:
    """The shop as a shopper walks through it: books by category and series, with the demand for each."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.weights = book_weights(books)
        self.demand = category_weights(books, self.weights)
        self.categories: dict[str, list[Book]] = defaultdict(list)
        self.series: dict[str, list[Book]] = defaultdict(list)
        for book in sorted(books, key=lambda book: book.series.position if book.series else 0):
            self.categories[book.category].append(book)
            if book.series:
                self.series[book.series.series_id].append(book)
        self.printed = {e.isbn for book in books for e in book.editions if e.printed}

    def basket(
        self, rng: Random, shopper: CustomerProfile, bought: PurchaseHistory, day: date
    ) -> tuple[HistoricalLine, ...]:
        """One to five different books that could be bought on that day and that the shopper does not have."""
        lines = []
        for _ in range(rng.choices(list(LINES), list(LINES.values()))[0]):
            book = self._next_volume(rng, bought, day) or self._from_a_shelf(rng, shopper, bought, day)
            bought.add(book)
            lines.append(_line(rng, book, _edition(rng, book, shopper, day)))
        return tuple(lines)

    def _next_volume(self, rng: Random, bought: PurchaseHistory, day: date) -> Book | None:
        if rng.random() > NEXT_VOLUME:
            return None
        waiting = [self._following(series_id, bought, day) for series_id in bought.volumes]
        return rng.choice([book for book in waiting if book] or [None])

    def _following(self, series_id: str, bought: PurchaseHistory, day: date) -> Book | None:
        return next((book for book in self.series[series_id] if _is_candidate(book, bought, day)), None)

    def _from_a_shelf(self, rng: Random, shopper: CustomerProfile, bought: PurchaseHistory, day: date) -> Book:
        category = self._category(rng, shopper)
        books = self._choice(self.categories[category], bought, day)
        books = books or self._choice((b for shelf in self.categories.values() for b in shelf), bought, day)
        return rng.choices(books, [self._appeal(book, shopper, bought) for book in books])[0]

    def _category(self, rng: Random, shopper: CustomerProfile) -> str:
        if rng.random() < FAVOURITE_CATEGORY:
            return rng.choices(shopper.categories, PREFERENCE[: len(shopper.categories)])[0]
        return rng.choices(list(self.demand), list(self.demand.values()))[0]

    def _choice(self, books: Iterable[Book], bought: PurchaseHistory, day: date) -> list[Book]:
        """A series that was begun offers its next volume only; one that was not, any volume to begin with."""
        wanted = [book for book in books if _is_candidate(book, bought, day)]
        return [b for b in wanted if not b.series or b is self._next_or_itself(b, bought, day)]

    def _next_or_itself(self, book: Book, bought: PurchaseHistory, day: date) -> Book | None:
        begun = book.series and book.series.series_id in bought.volumes
        return self._following(book.series.series_id, bought, day) if book.series and begun else book

    def _appeal(self, book: Book, shopper: CustomerProfile, bought: PurchaseHistory) -> float:
        appeal = self.weights[book.book_id]
        if any(author.author_id in shopper.authors for author in book.authors):
            appeal *= FAVOURITE_AUTHOR
        if book.series and (book.series.position == 1 or book.series.series_id in bought.volumes):
            appeal *= FIRST_VOLUME
        return appeal


def _is_candidate(book: Book, bought: PurchaseHistory, day: date) -> bool:
    new = book.book_id not in bought.books and any(_on_sale(edition, day) for edition in book.editions)
    return new and (book.series is None or book.series.position > bought.volumes.get(book.series.series_id, 0))


def _on_sale(edition: Edition, day: date) -> bool:
    return edition.released <= day


def _edition(rng: Random, book: Book, shopper: CustomerProfile, day: date) -> Edition:
    on_sale = [edition for edition in book.editions if _on_sale(edition, day)]
    readable = [edition for edition in on_sale if edition.language in shopper.languages] or on_sale
    preferred = [edition for edition in readable if edition.format == shopper.format]
    return rng.choice(preferred if preferred and rng.random() < USUAL_FORMAT else readable)


def _line(rng: Random, book: Book, edition: Edition) -> HistoricalLine:
    quantity = rng.choices(list(QUANTITIES), list(QUANTITIES.values()))[0] if edition.printed else 1
    return HistoricalLine(isbn=edition.isbn, book_id=book.book_id, quantity=quantity, unit_price=edition.price)
