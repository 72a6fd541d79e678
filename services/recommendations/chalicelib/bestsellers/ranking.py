"""How the lists rank books: by copies bought or by stars, over a day, a week, a month or all time.

**Purchased**: the copies that count (see ledger.py). Of two books with the same number the one bought more recently
stands higher: every copy of the last 30 days also counts its day's place, 30 for the window's last day down to 1.
Still equal: by id, the later in the alphabet first, because that is how a sorted set orders equal scores.

**Rated**: the Bayesian average, as if PRIOR_READERS readers had given PRIOR_STARS beforehand, so that one happy
reader does not top hundreds; fewer than FEWEST_RATINGS ratings are not ranked. The prior is fixed: one that followed
the shop's average would move every book with every rating. Equal averages: more ratings first, then the id.

A score is one integer that sorts by the whole rule and is exact in a sorted set's double (below 2**53). It is a
weighted sum over the totals of days, so a window can be added up here for one book or by Redis for all of them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from chalicelib.ledger.entry import Tally

By = Literal["purchased", "rated"]
Window = Literal["day", "week", "month", "all"]
BYS: tuple[By, ...] = get_args(By)
WINDOWS: tuple[Window, ...] = get_args(Window)
DAYS: dict[Window, int] = {"day": 1, "week": 7, "month": 30}
MONTH = DAYS["month"]
LENGTH = 20

COPY = 2**26  # one copy outweighs every recency a window can add up to: exact for two million copies a month
RATINGS = 2**20  # stars are counted in this unit, ratings in ones, so that one number holds both
MILLI = 1_000
FEWEST_RATINGS = 3
PRIOR_READERS = 5
PRIOR_STARS = 3.5

AllTime = Literal["total"]
ALL_TIME: AllTime = "total"
Place = date | AllTime


def counted(by: By, tally: Tally) -> int:
    """What a day's set, or the set of all time, holds for a book."""
    return tally.copies if by == "purchased" else tally.stars * RATINGS + tally.ratings


@lru_cache(100)
def weights(by: By, window: Window, end: date, today: date) -> Mapping[Place, int]:
    """How much a day's set counts in the window that ends on `end`; all time is the total less the days after."""
    unit = COPY if by == "purchased" else 1
    days = _last(end, DAYS.get(window, MONTH))
    recency: dict[Place, int] = {day: MONTH - (end - day).days for day in days} if by == "purchased" else {}
    if window != "all":
        return {day: unit + recency.get(day, 0) for day in days}
    after: dict[Place, int] = {end + timedelta(days=n): -unit for n in range(1, (today - end).days + 2)}
    return {ALL_TIME: unit, **after, **recency}


def score(by: By, added: int) -> int:
    """The place in the list that a window's weighted sum is worth; 0 is no place."""
    return max(added, 0) if by == "purchased" else _bayesian(*divmod(max(added, 0), RATINGS))


def _bayesian(stars: int, ratings: int) -> int:
    if ratings < FEWEST_RATINGS:
        return 0
    average = (PRIOR_STARS * PRIOR_READERS + stars) / (PRIOR_READERS + ratings)
    return round(average * MILLI) * RATINGS + ratings


def shown(by: By, ranked: int) -> int | float:
    """The score as a shopper reads it: copies, or stars with two decimals."""
    return ranked // COPY if by == "purchased" else round(ranked // RATINGS / MILLI, 2)


def ends(today: date) -> tuple[date, date, date]:
    """The windows kept: yesterday's to show movement, today's, and tomorrow's, so that midnight is no event."""
    return today - timedelta(days=1), today, today + timedelta(days=1)


def first_day(today: date) -> date:
    """The oldest day that a kept window needs."""
    return ends(today)[0] - timedelta(days=MONTH - 1)


def set_name(by: By, place: Place) -> str:
    """What the sorted set of a day, or of all time, is called."""
    return f"{by}:{place.isoformat() if isinstance(place, date) else place}"


def window_name(by: By, window: Window, end: date) -> str:
    """What the sorted set of a window is called."""
    return f"{by}:{window}:{end.isoformat()}"


def scores(days: Mapping[date, Tally], total: Tally, today: date) -> dict[str, int]:
    """Every set a book has a place in, with its score there; 0 takes the book out of the set."""
    found: dict[str, int] = {}
    for by in BYS:
        held: dict[Place, int] = {ALL_TIME: counted(by, total)}
        held |= {day: counted(by, tally) for day, tally in days.items()}
        found |= {set_name(by, place): number for place, number in held.items()}
        for window in WINDOWS:
            for end in ends(today):
                parts = weights(by, window, end, today)
                added = sum(parts.get(place, 0) * number for place, number in held.items())  # a book has few days
                found[window_name(by, window, end)] = score(by, added)
    return found


def _last(end: date, days: int) -> list[date]:
    return [end - timedelta(days=n) for n in range(days)]
