"""Past orders, one after the other in time, because what a shopper buys next depends on what went before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from random import Random

from ulid import ULID

from local.sample_data.books import Book
from local.sample_data.customers import CustomerProfile
from local.sample_data.order_times import generate_order_times
from local.sample_data.outcomes import Outcome, choose_outcome
from local.sample_data.purchases import Assortment, PurchaseHistory
from local.sample_data.records import HistoricalLine, HistoricalOrder


def generate_orders(
    rng: Random,
    books: Sequence[Book],
    shoppers: Sequence[CustomerProfile],
    *,
    count: int,
    days: int,
    midnight: datetime,
) -> tuple[HistoricalOrder, ...]:
    """`count` orders of the days before midnight, by time; a shopper buys a book once and a series in order."""
    shelves = Assortment(books)
    bought: dict[str, PurchaseHistory] = defaultdict(PurchaseHistory)
    activity = [shopper.activity for shopper in shoppers]
    orders = []
    for placed_at in generate_order_times(rng, count, days, midnight):
        shopper = rng.choices(shoppers, activity)[0]
        lines = shelves.basket(rng, shopper, bought[shopper.customer], placed_at.date())
        fate = choose_outcome(rng, placed_at, lines, shelves.printed, midnight)
        orders.append(_order(_ulid(rng, placed_at), shopper.customer, placed_at, lines, fate))
    return tuple(orders)


def _order(
    order_id: str, customer: str, placed_at: datetime, lines: tuple[HistoricalLine, ...], fate: Outcome
) -> HistoricalOrder:
    return HistoricalOrder(
        order_id=order_id,
        customer=customer,
        placed_at=placed_at,
        paid_at=fate.paid_at,
        shipped_at=fate.shipped_at,
        delivered_at=fate.delivered_at,
        cancelled_at=fate.cancelled_at,
        lines=lines,
        refunds=fate.refunds,
    )


def _ulid(rng: Random, moment: datetime) -> str:
    """Sorts by its moment, as the ULIDs of new orders do."""
    milliseconds = round(moment.timestamp() * 1000)
    return str(ULID.from_bytes(milliseconds.to_bytes(6, "big") + rng.randbytes(10)))
