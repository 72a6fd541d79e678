"""Fills a shop as one that moves here does: by the import functions of catalog and orders."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from msgspec import structs

from deploy.seed.books import Book
from deploy.seed.past import Past, PastOrder, PastReview, Shopper
from deploy.shop.stage import Stage
from deploy.shop.visitor import until

BOOKS_AT_ONCE, DELIVERIES_AT_ONCE, ORDERS_AT_ONCE, REVIEWS_AT_ONCE = 25, 50, 25, 50
CALLS_AT_ONCE = 3


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
    batches = _batches("books", [_written(book) for book in books], BOOKS_AT_ONCE)
    _side_by_side(lambda batch: stage.invoke("catalog", "import_books", batch), batches)


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
    batches = _batches("deliveries", deliveries, DELIVERIES_AT_ONCE)
    answers = _side_by_side(lambda batch: stage.invoke("orders", "import_stock", batch), batches)
    return {isbn for answer in answers for isbn in msgspec.json.decode(answer)["unknown"]}


def import_orders(stage: Stage, orders: Sequence[PastOrder]) -> None:
    """Batch by batch; an order that is there already stays as it is."""
    batches = _batches("orders", orders, ORDERS_AT_ONCE)
    _side_by_side(lambda batch: stage.invoke("orders", "import_orders", batch), batches)


def import_reviews(stage: Stage, reviews: Sequence[PastReview]) -> None:
    """One batch after the other, because two reviews of one book would wait for each other."""
    for batch in _batches("reviews", reviews, REVIEWS_AT_ONCE):
        stage.invoke("catalog", "import_reviews", batch)


def _batches(name: str, things: Sequence[Any], size: int) -> Iterator[bytes]:
    return (msgspec.json.encode({name: things[start : start + size]}) for start in range(0, len(things), size))


def _side_by_side(call: Callable[[bytes], bytes], batches: Iterable[bytes]) -> list[bytes]:
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        return list(pool.map(call, batches))
