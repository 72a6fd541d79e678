"""`python -m deploy.seed --stage local` fills a shop's shelves and gives it a past; doing it again changes nothing."""

import argparse
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from deploy.seed import accounts, bringing
from deploy.seed.catalogue import load
from deploy.seed.past import believable_past, shoppers_of
from deploy.shop.stage import Stage

T = TypeVar("T")


def main() -> None:
    """Books, copies, then the past, which goes on streaming into the views when this has ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default="local")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day the past ends")  # noqa: DTZ011
    options = parser.parse_args()
    seed(Stage(options.stage), options.today)


def seed(stage: Stage, today: date) -> None:
    """Everything a new shop needs, each step with its time."""
    books = load()
    logins = _timed("demo accounts", lambda: accounts.open_accounts(stage))
    _timed(f"{len(books)} books", lambda: bringing.import_books(stage, books))
    _timed("copies on the shelves", lambda: bringing.import_stock(stage, books))
    past = bringing.with_reader(believable_past(books, today), shoppers_of(books), logins["reader"])
    _timed(f"{len(past.orders)} past orders", lambda: bringing.import_orders(stage, past.orders))
    _timed(f"{len(past.reviews)} reviews", lambda: bringing.import_reviews(stage, past.reviews))


def _timed(what: str, step: Callable[[], T]) -> T:
    began = time.monotonic()
    done = step()
    print(f"  {what} in {time.monotonic() - began:.1f} s", flush=True)
    return done


if __name__ == "__main__":
    main()
