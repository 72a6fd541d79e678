"""Fill a shop as one that moves here does: by the import functions of catalog and orders.

Every import may be repeated: what is there already stays as it is. So a call that was too slow is made again, and an
import that was broken off begins anew and soon is where it was.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import msgspec
from msgspec import structs

from deploy.errors import UserError
from local.sample_data.books import Book
from local.sample_data.customers import CustomerProfile
from local.sample_data.records import HistoricalOrder, HistoricalReview, History
from ops.stage import FunctionBusy, Stage

BOOKS_AT_ONCE, DELIVERIES_AT_ONCE, ORDERS_AT_ONCE, REVIEWS_AT_ONCE = 25, 100, 25, 50
CALLS_AT_ONCE = 3
ATTEMPTS = 12  # of one single record; a batch that is too slow is halved first
LONGEST_PAUSE = 30.0  # seconds

OnImported = Callable[[int], None]
"""Told how many more records are in."""


def ignore_progress(_: int) -> None:
    """For callers that show no progress."""


def assign_to_demo_customer(past: History, shoppers: Sequence[CustomerProfile], reader: str) -> History:
    """The same past in which one of its keen shoppers is the reader whom the demo login belongs to."""
    counts = {shopper.customer: 0 for shopper in shoppers}
    for order in past.orders:
        counts[order.customer] += 1
    keenest = max(counts, key=lambda customer: (counts[customer], customer))
    return History(
        tuple(structs.replace(o, customer=reader) if o.customer == keenest else o for o in past.orders),
        tuple(structs.replace(r, customer=reader) if r.customer == keenest else r for r in past.reviews),
    )


def import_books(stage: Stage, books: Sequence[Book], imported: OnImported = ignore_progress) -> None:
    """Import the books; one that is there already stays as it is."""
    records = [_without_stock(book) for book in books]
    _import(partial(_send, stage, "catalog", "import_books", "books"), _batches(records, BOOKS_AT_ONCE), imported)


def _without_stock(book: Book) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(book).items() if name != "stock"}


def opening_deliveries(books: Iterable[Book]) -> list[dict[str, Any]]:
    """The opening stock of every printed edition, each once for ever."""
    copies = {isbn: count for book in books for isbn, count in book.stock.items() if count}
    return [{"isbn": isbn, "copies": count, "key": f"opening-stock-{isbn}"} for isbn, count in copies.items()]


def import_stock(stage: Stage, books: Iterable[Book], imported: OnImported = ignore_progress) -> None:
    """Import the opening stock; editions of which orders has not heard yet get theirs as soon as it has."""
    batches = _batches(opening_deliveries(books), DELIVERIES_AT_ONCE)
    _import(partial(_send, stage, "orders", "import_stock", "deliveries"), batches, imported)


def import_orders(stage: Stage, orders: Sequence[HistoricalOrder], imported: OnImported = ignore_progress) -> None:
    """Import past orders; one that is there already stays as it is."""
    batches = _batches(orders, ORDERS_AT_ONCE)
    _import(partial(_send, stage, "orders", "import_orders", "orders"), batches, imported)


def import_reviews(stage: Stage, reviews: Sequence[HistoricalReview], imported: OnImported = ignore_progress) -> None:
    """Import reviews, those of one book always in one line and in order: two at once would wait for each other."""
    lines: list[list[HistoricalReview]] = [[] for _ in range(CALLS_AT_ONCE)]
    books = {book_id: number for number, book_id in enumerate(dict.fromkeys(r.book_id for r in reviews))}
    for review in reviews:
        lines[books[review.book_id] % CALLS_AT_ONCE].append(review)
    send = partial(_send, stage, "catalog", "import_reviews", "reviews")

    def import_line(line: Sequence[HistoricalReview]) -> None:
        for batch in _batches(line, REVIEWS_AT_ONCE):
            _import_batch(send, batch, imported)

    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        list(pool.map(import_line, lines))


def _send(stage: Stage, service: str, function: str, name: str, batch: Sequence[Any]) -> None:
    stage.invoke(service, function, msgspec.json.encode({name: batch}))


def _batches(records: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [records[start : start + size] for start in range(0, len(records), size)]


def _import(send: Callable[[Sequence[Any]], None], batches: Iterable[Sequence[Any]], imported: OnImported) -> None:
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        jobs = [pool.submit(_import_batch, send, batch, imported) for batch in batches]
        try:
            for job in jobs:
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _import_batch(
    send: Callable[[Sequence[Any]], None], batch: Sequence[Any], imported: OnImported, attempt: int = 1
) -> None:
    """Send a batch; when it takes too long, pause and send it in halves."""
    try:
        send(batch)
    except FunctionBusy as busy:
        if attempt >= ATTEMPTS:
            raise UserError(f"{busy} ({ATTEMPTS} times): `make logs` shows why; run the same command again.") from busy
        time.sleep(random.uniform(0.5, 1.0) * min(LONGEST_PAUSE, 2.0 ** (attempt - 1)))
        half = (len(batch) + 1) // 2
        for part in filter(len, (batch[:half], batch[half:])):
            _import_batch(send, part, imported, attempt if len(batch) > 1 else attempt + 1)
    else:
        imported(len(batch))
