"""Past orders, one after the other in time, because what a shopper buys next depends on what went before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from random import Random

from ulid import ULID

from local.sample_data.books import Book
from local.sample_data.customers import Shopper
from local.sample_data.order_times import buying_times
from local.sample_data.outcomes import Fate, fate_of
from local.sample_data.purchases import Bought, Shelves
from local.sample_data.records import PastLine, PastOrder


def past_orders(
    rng: Random, books: Sequence[Book], shoppers: Sequence[Shopper], *, count: int, days: int, midnight: datetime
) -> tuple[PastOrder, ...]:
    """`count` orders of the days before midnight, by time; a shopper buys a book once and a series in order."""
    shelves = Shelves(books)
    bought: dict[str, Bought] = defaultdict(Bought)
    activity = [shopper.activity for shopper in shoppers]
    orders = []
    for placed_at in buying_times(rng, count, days, midnight):
        shopper = rng.choices(shoppers, activity)[0]
        lines = shelves.basket(rng, shopper, bought[shopper.customer], placed_at.date())
        fate = fate_of(rng, placed_at, lines, shelves.printed, midnight)
        orders.append(_order(_ulid(rng, placed_at), shopper.customer, placed_at, lines, fate))
    return tuple(orders)


def _order(order_id: str, customer: str, placed_at: datetime, lines: tuple[PastLine, ...], fate: Fate) -> PastOrder:
    return PastOrder(
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
