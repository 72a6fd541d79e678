"""How the lists rank books: by copies bought or by stars, over a day, a week, a month or all time.

**Purchased**: the copies that count (see ledger/entry.py). Of two books with the same number the one bought more
recently ranks higher: every copy of the last 30 days also counts its day's position, 30 for the window's last day down
to 1. Still equal: by id, the later in the alphabet first, because that is how a sorted set orders equal scores.

**Rated**: the Bayesian average, as if PRIOR_RATINGS customers had given PRIOR_STARS beforehand, so that one happy
customer does not top hundreds; fewer than MIN_RATINGS ratings are not ranked. The prior is fixed: one that followed the
shop's average would move every book with every rating. Equal averages: more ratings first, then the id.

A score is one integer that sorts by the whole rule and is exact in a sorted set's double (below 2**53). It is a
weighted sum over the totals of days, so a window can be added up here for one book or by Redis for all of them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from chalicelib.ledger.entry import Counts

Criterion = Literal["purchased", "rated"]
Window = Literal["day", "week", "month", "all"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
WINDOWS: tuple[Window, ...] = get_args(Window)
DAYS: dict[Window, int] = {"day": 1, "week": 7, "month": 30}
MONTH = DAYS["month"]
LIST_LENGTH = 20

COPY = 2**26  # one copy outweighs every recency a window can add up to: exact for two million copies a month
RATINGS = 2**20  # stars are counted in this unit, ratings in ones, so that one number holds both
MILLI = 1_000
MIN_RATINGS = 3
PRIOR_RATINGS = 5
PRIOR_STARS = 3.5

AllTime = Literal["total"]
ALL_TIME: AllTime = "total"
Period = date | AllTime


def period_score(by: Criterion, counts: Counts) -> int:
    """Return what the set of a day, or of all time, holds for a book."""
    return counts.copies if by == "purchased" else counts.stars * RATINGS + counts.ratings


@lru_cache(100)
def weights(by: Criterion, window: Window, end: date, today: date) -> Mapping[Period, int]:
    """Return the weight of each period in the window that ends on `end`; all time is the total less the days after."""
    unit = COPY if by == "purchased" else 1
    days = _days_until(end, DAYS.get(window, MONTH))
    recency: dict[Period, int] = {day: MONTH - (end - day).days for day in days} if by == "purchased" else {}
    if window != "all":
        return {day: unit + recency.get(day, 0) for day in days}
    after: dict[Period, int] = {end + timedelta(days=n): -unit for n in range(1, (today - end).days + 2)}
    return {ALL_TIME: unit, **after, **recency}


def window_score(by: Criterion, weighted_sum: int) -> int:
    """Return the score in a window's list for its weighted sum; 0 is not ranked."""
    return max(weighted_sum, 0) if by == "purchased" else _bayesian(*divmod(max(weighted_sum, 0), RATINGS))


def _bayesian(stars: int, ratings: int) -> int:
    if ratings < MIN_RATINGS:
        return 0
    average = (PRIOR_STARS * PRIOR_RATINGS + stars) / (PRIOR_RATINGS + ratings)
    return round(average * MILLI) * RATINGS + ratings


def display_score(by: Criterion, score: int) -> int | float:
    """Return the score as a customer reads it: copies, or stars with two decimals."""
    return score // COPY if by == "purchased" else round(score // RATINGS / MILLI, 2)


def window_ends(today: date) -> tuple[date, date, date]:
    """Return the last days of the windows: yesterday (to show movement), today, and tomorrow (before midnight)."""
    return today - timedelta(days=1), today, today + timedelta(days=1)


def day_range(today: date) -> tuple[date, date]:
    """Return the first and the last day that the stored windows need."""
    first_end, *_, last_end = window_ends(today)
    return first_end - timedelta(days=MONTH - 1), last_end


def period_set(by: Criterion, period: Period) -> str:
    """Name the sorted set of a day, or of all time."""
    return f"{by}:{period.isoformat() if isinstance(period, date) else period}"


def window_set(by: Criterion, window: Window, end: date) -> str:
    """Name the sorted set of a window."""
    return f"{by}:{window}:{end.isoformat()}"


def set_scores(days: Mapping[date, Counts], total: Counts, today: date) -> dict[str, int]:
    """Return a book's score in every set that may hold it; 0 removes the book from the set."""
    scores: dict[str, int] = {}
    for by in CRITERIA:
        by_period: dict[Period, int] = {ALL_TIME: period_score(by, total)}
        by_period |= {day: period_score(by, counts) for day, counts in days.items()}
        scores |= {period_set(by, period): number for period, number in by_period.items()}
        for window in WINDOWS:
            for end in window_ends(today):
                weight = weights(by, window, end, today)
                weighted_sum = sum(weight.get(period, 0) * number for period, number in by_period.items())
                scores[window_set(by, window, end)] = window_score(by, weighted_sum)
    return scores


def _days_until(end: date, count: int) -> list[date]:
    return [end - timedelta(days=n) for n in range(count)]
