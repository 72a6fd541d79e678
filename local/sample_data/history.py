"""The generated history of a new shop: the same catalogue, day and seed always give the same one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from random import Random

from local.sample_data.books import Book
from local.sample_data.customers import CustomerProfile, draw_customers
from local.sample_data.orders import generate_orders
from local.sample_data.records import History
from local.sample_data.reviews import generate_reviews

SEED = 1476  # the year Caxton set up his press in Westminster
CUSTOMERS, ORDERS, REVIEWS, DAYS = 220, 1500, 900, 90
MIN_BOOKS = 100  # with fewer, the most active customer would own all of them


def generate_history(catalogue: Sequence[Book], today: date, seed: int = SEED) -> History:
    """Generate the orders and reviews of the 90 days before midnight, UTC, at the start of `today`."""
    if len(catalogue) < MIN_BOOKS:
        raise ValueError(f"catalogue: a history needs {MIN_BOOKS} books, this one has {len(catalogue)}")
    midnight = datetime.combine(today, time(), UTC)
    customers = generate_customers(catalogue, seed)
    orders = generate_orders(Random(f"{seed}/orders"), catalogue, customers, count=ORDERS, days=DAYS, midnight=midnight)
    reviews = generate_reviews(
        Random(f"{seed}/reviews"), catalogue, customers, orders, count=REVIEWS, midnight=midnight
    )
    return History(orders, reviews)


def generate_customers(catalogue: Sequence[Book], seed: int = SEED) -> tuple[CustomerProfile, ...]:
    """Generate the customers of the history with this seed."""
    # The word is part of the seed: another one would generate another history.
    return draw_customers(Random(f"{seed}/shoppers"), catalogue, CUSTOMERS)
