"""Import of the sample data by the import functions of catalog and orders.

Every import may be repeated, because existing records do not change. Therefore a call that timed out is retried, and
an interrupted import starts from the beginning.
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
from local.sample_data.files import make_file
from local.sample_data.records import HistoricalOrder, HistoricalReview, History
from ops.stage import FunctionBusy, Stage

BOOKS_PER_CALL, DELIVERIES_PER_CALL, ORDERS_PER_CALL, REVIEWS_PER_CALL = 25, 100, 25, 50
CONCURRENT_CALLS = 3
ATTEMPTS = 12  # of one single record; a batch that is too slow is halved first
MAX_PAUSE_SECONDS = 30.0  # seconds

OnImported = Callable[[int], None]
"""Called with the number of records that were just imported."""


def ignore_progress(_: int) -> None:
    """Do nothing, for callers that show no progress."""


def assign_to_demo_customer(history: History, customers: Sequence[CustomerProfile], customer_id: str) -> History:
    """Replace the customer with most orders by the customer of the demo login."""
    counts = {customer.customer_id: 0 for customer in customers}
    for order in history.orders:
        counts[order.customer] += 1
    most_active = max(counts, key=lambda identifier: (counts[identifier], identifier))
    return History(
        tuple(structs.replace(o, customer=customer_id) if o.customer == most_active else o for o in history.orders),
        tuple(structs.replace(r, customer=customer_id) if r.customer == most_active else r for r in history.reviews),
    )


def import_books(stage: Stage, books: Sequence[Book], on_imported: OnImported = ignore_progress) -> None:
    """Import the books with the files of their digital editions; existing ones only get files that they lack."""
    records = [book_record(book) for book in books]
    _import_batches(
        partial(_send, stage, "catalog", "import_books", "books"), _split(records, BOOKS_PER_CALL), on_imported
    )


def book_record(book: Book) -> dict[str, Any]:
    """Return the book as `import_books` takes it: without stock, with the files of its digital editions."""
    fields = {name: value for name, value in msgspec.to_builtins(book).items() if name != "stock"}
    digital = [edition for edition in book.editions if not edition.is_printed]
    files = [{"isbn": edition.isbn, "content": make_file(book, edition)} for edition in digital]
    return {**fields, "files": files} if files else fields


def opening_deliveries(books: Iterable[Book]) -> list[dict[str, Any]]:
    """Return the opening stock of every printed edition, each with a key that makes the import idempotent."""
    copies = {isbn: count for book in books for isbn, count in book.stock.items() if count}
    return [{"isbn": isbn, "copies": count, "key": f"opening-stock-{isbn}"} for isbn, count in copies.items()]


def import_stock(stage: Stage, books: Iterable[Book], on_imported: OnImported = ignore_progress) -> None:
    """Import the opening stock; orders adds that of editions that it does not know yet when it learns of them."""
    batches = _split(opening_deliveries(books), DELIVERIES_PER_CALL)
    _import_batches(partial(_send, stage, "orders", "import_stock", "deliveries"), batches, on_imported)


def import_orders(stage: Stage, orders: Sequence[HistoricalOrder], on_imported: OnImported = ignore_progress) -> None:
    """Import orders; existing ones do not change."""
    batches = _split(orders, ORDERS_PER_CALL)
    _import_batches(partial(_send, stage, "orders", "import_orders", "orders"), batches, on_imported)


def import_reviews(
    stage: Stage, reviews: Sequence[HistoricalReview], on_imported: OnImported = ignore_progress
) -> None:
    """Import reviews, those of one book in order and by one thread, because two would conflict with each other."""
    groups: list[list[HistoricalReview]] = [[] for _ in range(CONCURRENT_CALLS)]
    books = {book_id: number for number, book_id in enumerate(dict.fromkeys(r.book_id for r in reviews))}
    for review in reviews:
        groups[books[review.book_id] % CONCURRENT_CALLS].append(review)
    send = partial(_send, stage, "catalog", "import_reviews", "reviews")

    def import_group(group: Sequence[HistoricalReview]) -> None:
        for batch in _split(group, REVIEWS_PER_CALL):
            _import_batch(send, batch, on_imported)

    with ThreadPoolExecutor(CONCURRENT_CALLS) as pool:
        list(pool.map(import_group, groups))


def _send(stage: Stage, service: str, function: str, name: str, batch: Sequence[Any]) -> None:
    stage.invoke(service, function, msgspec.json.encode({name: batch, "operator": stage.operator}))


def _split(records: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [records[start : start + size] for start in range(0, len(records), size)]


def _import_batches(
    send: Callable[[Sequence[Any]], None], batches: Iterable[Sequence[Any]], on_imported: OnImported
) -> None:
    with ThreadPoolExecutor(CONCURRENT_CALLS) as pool:
        jobs = [pool.submit(_import_batch, send, batch, on_imported) for batch in batches]
        try:
            for job in jobs:
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _import_batch(
    send: Callable[[Sequence[Any]], None], batch: Sequence[Any], on_imported: OnImported, attempt: int = 1
) -> None:
    """Send a batch; if the call times out, pause and send it in halves; raise UserError after many attempts."""
    try:
        send(batch)
    except FunctionBusy as busy:
        if attempt >= ATTEMPTS:
            raise UserError(f"{busy} ({ATTEMPTS} times): `make logs` shows why; run the same command again.") from busy
        time.sleep(random.uniform(0.5, 1.0) * min(MAX_PAUSE_SECONDS, 2.0 ** (attempt - 1)))
        half = (len(batch) + 1) // 2
        for smaller in filter(len, (batch[:half], batch[half:])):
            _import_batch(send, smaller, on_imported, attempt if len(batch) > 1 else attempt + 1)
    else:
        on_imported(len(batch))
