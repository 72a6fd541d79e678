"""A believable past for a new shop: the same catalogue, day and seed always give the same one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from random import Random

from local.sample_data.books import Book
from local.sample_data.customers import CustomerProfile, generate_profiles
from local.sample_data.orders import generate_orders
from local.sample_data.records import History
from local.sample_data.reviews import generate_reviews

SEED = 1476  # the year Caxton set up his press in Westminster
SHOPPERS, ORDERS, REVIEWS, DAYS = 220, 1500, 900, 90
FEWEST_BOOKS = 100  # with fewer, the keenest shopper would have read the whole shop


def generate_history(catalogue: Sequence[Book], today: date, seed: int = SEED) -> History:
    """Orders and reviews of the 90 days before `today`; everything in it happened before its midnight, UTC."""
    if len(catalogue) < FEWEST_BOOKS:
        raise ValueError(f"catalogue: a believable past needs {FEWEST_BOOKS} books, this one has {len(catalogue)}")
    midnight = datetime.combine(today, time(), UTC)
    shoppers = generate_customers(catalogue, seed)
    orders = generate_orders(Random(f"{seed}/orders"), catalogue, shoppers, count=ORDERS, days=DAYS, midnight=midnight)
    reviews = generate_reviews(Random(f"{seed}/reviews"), catalogue, shoppers, orders, count=REVIEWS, midnight=midnight)
    return History(orders, reviews)


def generate_customers(catalogue: Sequence[Book], seed: int = SEED) -> tuple[CustomerProfile, ...]:
    """The shoppers whose past it is, with their tastes."""
    return generate_profiles(Random(f"{seed}/shoppers"), catalogue, SHOPPERS)
