"""Generation of reviews: only of delivered books without a refund, after the time it takes to read them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from local.sample_data.books import Book, Edition
from local.sample_data.customers import CustomerProfile
from local.sample_data.records import HistoricalOrder, HistoricalReview
from local.sample_data.review_texts import ReviewWriter

MINUTES_A_DAY = (35, 120)
MINUTES_A_PAGE = 1.6
TEXT_RATE = 0.52


class Reading(Struct, frozen=True, kw_only=True):
    """A book that a customer has finished."""

    customer: CustomerProfile
    book: Book
    edition: Edition
    finished_at: datetime


def generate_reviews(
    rng: Random,
    books: Sequence[Book],
    customers: Sequence[CustomerProfile],
    orders: Sequence[HistoricalOrder],
    *,
    count: int,
    midnight: datetime,
) -> tuple[HistoricalReview, ...]:
    """Generate `count` reviews, sorted by time, one per customer and book; fewer if fewer books were read."""
    by_id, by_customer = {b.book_id: b for b in books}, {c.customer_id: c for c in customers}
    readings = [reading for order in orders for reading in _list_readings(rng, order, by_id, by_customer)]
    finished = [reading for reading in readings if reading.finished_at < midnight]
    writer = ReviewWriter(rng)
    reviewed = sorted(_sample_readings(rng, finished, count), key=lambda reading: reading.finished_at)
    return tuple(_write_review(rng, reading, writer) for reading in reviewed)


def _list_readings(
    rng: Random, order: HistoricalOrder, books: Mapping[str, Book], customers: Mapping[str, CustomerProfile]
) -> Iterator[Reading]:
    read_from = order.delivered_at
    for line in order.unrefunded_lines if read_from else ():
        book = books[line.book_id]
        edition = next(edition for edition in book.editions if edition.isbn == line.isbn)
        read_from = (read_from or order.placed_at) + _draw_reading_time(rng, edition)
        yield Reading(customer=customers[order.customer], book=book, edition=edition, finished_at=read_from)


def _draw_reading_time(rng: Random, edition: Edition) -> timedelta:
    minutes = edition.minutes or edition.pages * MINUTES_A_PAGE
    return timedelta(days=minutes / rng.uniform(*MINUTES_A_DAY), minutes=rng.randint(0, 900))


def _sample_readings(rng: Random, readings: Sequence[Reading], count: int) -> list[Reading]:
    """Sample readings without replacement, weighted by talkativeness (Efraimidis and Spirakis, 2006)."""
    return sorted(readings, key=lambda reading: -(rng.random() ** (1 / reading.customer.talkativeness)))[:count]


def _write_review(rng: Random, reading: Reading, writer: ReviewWriter) -> HistoricalReview:
    stars = draw_stars(rng, reading.customer, reading.book)
    text = writer.write(reading.book, reading.edition, stars) if rng.random() < TEXT_RATE else ""
    return HistoricalReview(
        book_id=reading.book.book_id,
        customer=reading.customer.customer_id,
        display_name=reading.customer.display_name,
        stars=stars,
        text=text,
        written_at=reading.finished_at,
    )


def draw_stars(rng: Random, customer: CustomerProfile, book: Book) -> int:
    """Draw a rating: the book's average, changed by the customer's preferences and mildness."""
    stars = average_stars(book) + customer.mildness + rng.gauss(0, 0.75)
    stars += 0.3 if book.category in customer.categories else -0.5
    stars += 0.3 if any(author.author_id in customer.authors for author in book.authors) else 0
    return max(1, min(5, round(stars)))


def average_stars(book: Book) -> float:
    """Return the stars that customers give a book on average; the same in every history."""
    return max(2.9, min(4.7, Random(f"standing of {book.book_id}").gauss(3.95, 0.4)))
