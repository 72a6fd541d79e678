"""The lines of an order: mostly books of the favourite categories, the next volume of a series, or bestsellers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from local.sample_data.books import Book, Edition
from local.sample_data.customers import CustomerProfile
from local.sample_data.popularity import book_weights, category_weights
from local.sample_data.records import HistoricalLine

LINE_COUNT_WEIGHTS = {1: 50, 2: 27, 3: 13, 4: 7, 5: 3}
QUANTITY_WEIGHTS = {1: 94, 2: 5, 3: 1}
FAVOURITE_CATEGORY_RATE = 0.85  # of the books come from the customer's favourite categories
CATEGORY_WEIGHTS = (5, 3, 2)  # of the first, second and third favourite category
NEXT_VOLUME_RATE = 0.25  # of the books continue a series that the customer has begun
USUAL_FORMAT_RATE = 0.8  # of the editions have the customer's usual format, where there is one
FAVOURITE_AUTHOR_FACTOR, FIRST_VOLUME_FACTOR = 4, 2  # by which such books are likelier than others


class OwnedBooks:
    """The books of one customer, with the last volume of each series."""

    def __init__(self) -> None:
        self.books: set[str] = set()
        self.volumes: dict[str, int] = {}

    def add(self, book: Book) -> None:
        """Add a book, which is never bought again, nor is an earlier volume of its series."""
        self.books.add(book.book_id)
        if book.series:
            self.volumes[book.series.series_id] = book.series.position


class Assortment:
    """The shop's books by category and series, with the demand for each."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.weights = book_weights(books)
        self.demand = category_weights(books, self.weights)
        self.categories: dict[str, list[Book]] = defaultdict(list)
        self.series: dict[str, list[Book]] = defaultdict(list)
        for book in sorted(books, key=lambda book: book.series.position if book.series else 0):
            self.categories[book.category].append(book)
            if book.series:
                self.series[book.series.series_id].append(book)
        self.printed = {e.isbn for book in books for e in book.editions if e.is_printed}

    def draw_lines(
        self, rng: Random, customer: CustomerProfile, owned: OwnedBooks, day: date
    ) -> tuple[HistoricalLine, ...]:
        """Draw one to five different books on sale on that day that the customer does not own, and add them to it."""
        lines = []
        for _ in range(rng.choices(list(LINE_COUNT_WEIGHTS), list(LINE_COUNT_WEIGHTS.values()))[0]):
            book = self._draw_next_volume(rng, owned, day) or self._draw_book(rng, customer, owned, day)
            owned.add(book)
            lines.append(_draw_line(rng, book, _draw_edition(rng, book, customer, day)))
        return tuple(lines)

    def _draw_next_volume(self, rng: Random, owned: OwnedBooks, day: date) -> Book | None:
        if rng.random() > NEXT_VOLUME_RATE:
            return None
        next_volumes = [self._find_next_volume(series_id, owned, day) for series_id in owned.volumes]
        return rng.choice([book for book in next_volumes if book] or [None])

    def _find_next_volume(self, series_id: str, owned: OwnedBooks, day: date) -> Book | None:
        return next((book for book in self.series[series_id] if _is_available(book, owned, day)), None)

    def _draw_book(self, rng: Random, customer: CustomerProfile, owned: OwnedBooks, day: date) -> Book:
        category = self._draw_category(rng, customer)
        books = self._select(self.categories[category], owned, day)
        books = books or self._select(
            (b for category_books in self.categories.values() for b in category_books), owned, day
        )
        return rng.choices(books, [self._weight(book, customer, owned) for book in books])[0]

    def _draw_category(self, rng: Random, customer: CustomerProfile) -> str:
        if rng.random() < FAVOURITE_CATEGORY_RATE:
            return rng.choices(customer.categories, CATEGORY_WEIGHTS[: len(customer.categories)])[0]
        return rng.choices(list(self.demand), list(self.demand.values()))[0]

    def _select(self, books: Iterable[Book], owned: OwnedBooks, day: date) -> list[Book]:
        """Select the available books; of a series that the customer has begun, only the next volume."""
        available = [book for book in books if _is_available(book, owned, day)]
        return [b for b in available if not b.series or b is self._next_or_same(b, owned, day)]

    def _next_or_same(self, book: Book, owned: OwnedBooks, day: date) -> Book | None:
        if book.series and book.series.series_id in owned.volumes:
            return self._find_next_volume(book.series.series_id, owned, day)
        return book

    def _weight(self, book: Book, customer: CustomerProfile, owned: OwnedBooks) -> float:
        weight = self.weights[book.book_id]
        if any(author.author_id in customer.authors for author in book.authors):
            weight *= FAVOURITE_AUTHOR_FACTOR
        if book.series and (book.series.position == 1 or book.series.series_id in owned.volumes):
            weight *= FIRST_VOLUME_FACTOR
        return weight


def _is_available(book: Book, owned: OwnedBooks, day: date) -> bool:
    is_new = book.book_id not in owned.books and any(_is_on_sale(edition, day) for edition in book.editions)
    return is_new and (book.series is None or book.series.position > owned.volumes.get(book.series.series_id, 0))


def _is_on_sale(edition: Edition, day: date) -> bool:
    return edition.released <= day


def _draw_edition(rng: Random, book: Book, customer: CustomerProfile, day: date) -> Edition:
    on_sale = [edition for edition in book.editions if _is_on_sale(edition, day)]
    readable = [edition for edition in on_sale if edition.language in customer.languages] or on_sale
    preferred = [edition for edition in readable if edition.format == customer.format]
    return rng.choice(preferred if preferred and rng.random() < USUAL_FORMAT_RATE else readable)


def _draw_line(rng: Random, book: Book, edition: Edition) -> HistoricalLine:
    quantity = rng.choices(list(QUANTITY_WEIGHTS), list(QUANTITY_WEIGHTS.values()))[0] if edition.is_printed else 1
    return HistoricalLine(isbn=edition.isbn, book_id=book.book_id, quantity=quantity, unit_price=edition.price)
