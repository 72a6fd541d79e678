"""Fills a shop as one that moves here does: by the import functions of catalog and orders."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from deploy.seed.books import Book
from deploy.seed.past import Past, PastOrder, PastReview, Shopper
from deploy.shop.stage import Stage
from deploy.shop.visitor import until

BOOKS_AT_ONCE, DELIVERIES_AT_ONCE, ORDERS_AT_ONCE, REVIEWS_AT_ONCE = 25, 50, 25, 50
CALLS_AT_ONCE = 3
T = TypeVar("T")


def with_reader(past: Past, shoppers: Sequence[Shopper], reader: str) -> Past:
    """The same past in which one of its keen shoppers is the reader whom the demo login belongs to."""
    counts = {shopper.customer: 0 for shopper in shoppers}
    for order in past.orders:
        counts[order.customer] += 1
    keenest = max(counts, key=lambda customer: (counts[customer], customer))
    return Past(
        tuple(structs.replace(o, customer=reader) if o.customer == keenest else o for o in past.orders),
        tuple(structs.replace(r, customer=reader) if r.customer == keenest else r for r in past.reviews),
    )


def import_books(stage: Stage, books: Sequence[Book]) -> None:
    """Put the books on the shelves; one that is there already stays as it is."""
    batches = [msgspec.json.encode({"books": batch}) for batch in _batches([_written(b) for b in books], BOOKS_AT_ONCE)]
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        list(pool.map(lambda batch: stage.invoke("catalog", "import_books", batch), batches))


def _written(book: Book) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(book).items() if name != "stock"}


def import_stock(stage: Stage, books: Iterable[Book]) -> None:
    """Bring the printed copies in, each edition's once for ever, as soon as orders has heard of the edition."""
    copies = {isbn: count for book in books for isbn, count in book.stock.items() if count}
    waiting = [{"isbn": isbn, "copies": count, "key": f"opening-stock-{isbn}"} for isbn, count in copies.items()]

    def all_brought() -> bool:
        nonlocal waiting
        unknown = _deliver(stage, waiting)
        waiting = [delivery for delivery in waiting if delivery["isbn"] in unknown]
        return not waiting

    until(all_brought, within=120, what="news of every edition at orders", every=0.5)


def _deliver(stage: Stage, deliveries: Sequence[dict[str, Any]]) -> set[str]:
    batches = [msgspec.json.encode({"deliveries": batch}) for batch in _batches(deliveries, DELIVERIES_AT_ONCE)]
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        answers = pool.map(lambda batch: stage.invoke("orders", "import_stock", batch), batches)
        return {isbn for answer in answers for isbn in msgspec.json.decode(answer)["unknown"]}


def import_orders(stage: Stage, orders: Sequence[PastOrder]) -> None:
    """Batch by batch; an order that is there already stays as it is."""
    batches = [msgspec.json.encode({"orders": batch}) for batch in _batches(orders, ORDERS_AT_ONCE)]
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        list(pool.map(lambda batch: stage.invoke("orders", "import_orders", batch), batches))


def import_reviews(stage: Stage, reviews: Sequence[PastReview]) -> None:
    """One batch after the other, because two reviews of one book would wait for each other."""
    for batch in _batches(reviews, REVIEWS_AT_ONCE):
        stage.invoke("catalog", "import_reviews", msgspec.json.encode({"reviews": batch}))


def _batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[start : start + size] for start in range(0, len(things), size))
