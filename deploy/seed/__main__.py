"""`python -m deploy.seed --stage local` fills a shop's shelves and gives it a past; doing it again changes nothing."""

import argparse
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from deploy.seed import accounts, bringing
from deploy.seed.books import Book
from deploy.seed.catalogue import load
from deploy.seed.past import believable_past, shoppers_of
from deploy.shop.stage import Stage

T = TypeVar("T")


def main() -> None:
    """Books and copies, then the past, which goes on streaming into the views when this has ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default="local")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day the past ends")  # noqa: DTZ011
    parser.add_argument("--only", choices=("all", "shelves", "past"), default="all")
    parser.add_argument("--done", type=Path, help="a file to make when the past is there")
    options = parser.parse_args()
    stage, books = Stage(options.stage), load()
    logins = _timed("demo accounts", lambda: accounts.open_accounts(stage))
    if options.only != "past":
        fill_shelves(stage, books)
    if options.only != "shelves":
        bring_past(stage, books, options.today, logins["reader"])
    if options.done:
        options.done.touch()


def fill_shelves(stage: Stage, books: tuple[Book, ...]) -> None:
    """What a shop needs before it opens, each step with its time."""
    _timed(f"{len(books)} books", lambda: bringing.import_books(stage, books))
    _timed("copies on the shelves", lambda: bringing.import_stock(stage, books))


def bring_past(stage: Stage, books: tuple[Book, ...], today: date, reader: str) -> None:
    """Orders and reviews of ninety days, some of them the demo reader's."""
    past = bringing.with_reader(believable_past(books, today), shoppers_of(books), reader)
    _timed(f"{len(past.orders)} past orders", lambda: bringing.import_orders(stage, past.orders))
    _timed(f"{len(past.reviews)} reviews", lambda: bringing.import_reviews(stage, past.reviews))


def _timed(what: str, step: Callable[[], T]) -> T:
    began = time.monotonic()
    done = step()
    print(f"  {what} in {time.monotonic() - began:.1f} s", flush=True)
    return done


if __name__ == "__main__":
    main()
