"""Generation of orders in the order of time, because a customer's next books depend on the earlier ones."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from ulid import ULID

from local.sample_data.books import Book
from local.sample_data.customers import CustomerProfile
from local.sample_data.outcomes import Outcome, draw_outcome
from local.sample_data.purchases import Assortment, OwnedBooks
from local.sample_data.records import HistoricalLine, HistoricalOrder

GROWTH = 0.35  # of the number of orders from the first day to the last
WEEKDAY_WEIGHTS = (0.95, 0.9, 0.95, 1.0, 0.9, 1.1, 1.3)  # Monday first
HOUR_WEIGHTS = (1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 2, 3, 3, 3.5, 4, 5, 4.5, 3.5, 3, 3.5, 4, 5, 7, 9, 9, 6, 3)


def generate_orders(
    rng: Random,
    books: Sequence[Book],
    customers: Sequence[CustomerProfile],
    *,
    count: int,
    days: int,
    midnight: datetime,
) -> tuple[HistoricalOrder, ...]:
    """Generate `count` orders of the days before midnight; a customer buys a book once and a series in order."""
    assortment = Assortment(books)
    owned: dict[str, OwnedBooks] = defaultdict(OwnedBooks)
    activity = [customer.activity for customer in customers]
    orders = []
    for placed_at in _draw_order_times(rng, count, days, midnight):
        customer = rng.choices(customers, activity)[0]
        lines = assortment.draw_lines(rng, customer, owned[customer.customer_id], placed_at.date())
        outcome = draw_outcome(rng, placed_at, lines, assortment.printed, midnight)
        orders.append(_build_order(_draw_ulid(rng, placed_at), customer.customer_id, placed_at, lines, outcome))
    return tuple(orders)


def _build_order(
    order_id: str, customer_id: str, placed_at: datetime, lines: tuple[HistoricalLine, ...], outcome: Outcome
) -> HistoricalOrder:
    return HistoricalOrder(
        order_id=order_id,
        customer=customer_id,
        placed_at=placed_at,
        paid_at=outcome.paid_at,
        shipped_at=outcome.shipped_at,
        delivered_at=outcome.delivered_at,
        cancelled_at=outcome.cancelled_at,
        lines=lines,
        refunds=outcome.refunds,
    )


def _draw_ulid(rng: Random, moment: datetime) -> str:
    """Draw a ULID of this moment, by which it sorts as those of new orders do."""
    milliseconds = round(moment.timestamp() * 1000)
    return str(ULID.from_bytes(milliseconds.to_bytes(6, "big") + rng.randbytes(10)))


def _draw_order_times(rng: Random, count: int, days: int, midnight: datetime) -> list[datetime]:
    """Draw different moments in the days before midnight, sorted; there are more in the evening and on Sundays."""
    dates = [midnight - timedelta(days=ago) for ago in range(days, 0, -1)]
    weights = [WEEKDAY_WEIGHTS[date.weekday()] * (1 + GROWTH * n / days) for n, date in enumerate(dates)]
    times: set[datetime] = set()
    while len(times) < count:
        times.add(_draw_time(rng, rng.choices(dates, weights)[0]))
    return sorted(times)


def _draw_time(rng: Random, date: datetime) -> datetime:
    hour = rng.choices(range(24), HOUR_WEIGHTS)[0]
    return date + timedelta(hours=hour, milliseconds=rng.randrange(3_600_000))
