"""When people buy books: in the evening, at lunch, on Sundays, and a little more each week."""

from datetime import datetime, timedelta
from random import Random

GROWTH = 0.35  # the last day is this much busier than the first
WEEKDAYS = (0.95, 0.9, 0.95, 1.0, 0.9, 1.1, 1.3)  # Monday first
HOURS = (1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 2, 3, 3, 3.5, 4, 5, 4.5, 3.5, 3, 3.5, 4, 5, 7, 9, 9, 6, 3)


def generate_order_times(rng: Random, count: int, days: int, midnight: datetime) -> list[datetime]:
    """Moments in the days before midnight, earliest first, none twice."""
    dates = [midnight - timedelta(days=ago) for ago in range(days, 0, -1)]
    busyness = [WEEKDAYS[date.weekday()] * (1 + GROWTH * n / days) for n, date in enumerate(dates)]
    times: set[datetime] = set()
    while len(times) < count:
        times.add(_moment(rng, rng.choices(dates, busyness)[0]))
    return sorted(times)


def _moment(rng: Random, date: datetime) -> datetime:
    hour = rng.choices(range(24), HOURS)[0]
    return date + timedelta(hours=hour, milliseconds=rng.randrange(3_600_000))
