"""Past reviews: only of delivered books that were kept, after the time it takes to read them."""

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
WITH_WORDS = 0.52


class Reading(Struct, frozen=True, kw_only=True):
    """A shopper finished a book."""

    shopper: CustomerProfile
    book: Book
    edition: Edition
    finished_at: datetime


def generate_reviews(
    rng: Random,
    books: Sequence[Book],
    shoppers: Sequence[CustomerProfile],
    orders: Sequence[HistoricalOrder],
    *,
    count: int,
    midnight: datetime,
) -> tuple[HistoricalReview, ...]:
    """`count` reviews, or fewer if too few books were read by midnight; by time written, one per shopper and book."""
    by_id, by_customer = {b.book_id: b for b in books}, {s.customer: s for s in shoppers}
    readings = [reading for order in orders for reading in _list_readings(rng, order, by_id, by_customer)]
    finished = [reading for reading in readings if reading.finished_at < midnight]
    words = ReviewWriter(rng)
    told = sorted(_choose_reviewed(rng, finished, count), key=lambda reading: reading.finished_at)
    return tuple(_write_review(rng, reading, words) for reading in told)


def _list_readings(
    rng: Random, order: HistoricalOrder, books: Mapping[str, Book], shoppers: Mapping[str, CustomerProfile]
) -> Iterator[Reading]:
    read_from = order.delivered_at
    for line in order.kept if read_from else ():
        book = books[line.book_id]
        edition = next(edition for edition in book.editions if edition.isbn == line.isbn)
        read_from = (read_from or order.placed_at) + _time_to_read(rng, edition)
        yield Reading(shopper=shoppers[order.customer], book=book, edition=edition, finished_at=read_from)


def _time_to_read(rng: Random, edition: Edition) -> timedelta:
    minutes = edition.minutes or edition.pages * MINUTES_A_PAGE
    return timedelta(days=minutes / rng.uniform(*MINUTES_A_DAY), minutes=rng.randint(0, 900))


def _choose_reviewed(rng: Random, readings: Sequence[Reading], count: int) -> list[Reading]:
    """A draw without repeats in which talkative readers are likelier (Efraimidis and Spirakis, 2006)."""
    return sorted(readings, key=lambda reading: -(rng.random() ** (1 / reading.shopper.talkativeness)))[:count]


def _write_review(rng: Random, reading: Reading, words: ReviewWriter) -> HistoricalReview:
    stars = choose_stars(rng, reading.shopper, reading.book)
    text = words.text(reading.book, reading.edition, stars) if rng.random() < WITH_WORDS else ""
    return HistoricalReview(
        book_id=reading.book.book_id,
        customer=reading.shopper.customer,
        display_name=reading.shopper.display_name,
        stars=stars,
        text=text,
        written_at=reading.finished_at,
    )


def choose_stars(rng: Random, shopper: CustomerProfile, book: Book) -> int:
    """The book's own standing, moved by how well it fits the shopper and by how mild a judge that is."""
    stars = average_stars(book) + shopper.mildness + rng.gauss(0, 0.75)
    stars += 0.3 if book.category in shopper.categories else -0.5
    stars += 0.3 if any(author.author_id in shopper.authors for author in book.authors) else 0
    return max(1, min(5, round(stars)))


def average_stars(book: Book) -> float:
    """What readers at large think of a book, in stars; the same in every past."""
    return max(2.9, min(4.7, Random(f"standing of {book.book_id}").gauss(3.95, 0.4)))
