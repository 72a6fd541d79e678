"""Save each transition of an order: only as the next version, and together with its event."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bookstore import logs, metrics
from chalicelib.orders.event_mapping import event_for_change
from chalicelib.orders.order import Order
from chalicelib.ports import Orders

T = TypeVar("T")


class JobIncomplete(Exception):
    """Some orders could not be processed; the next run tries them again, and the alarm on errors fires."""


def save_transition(before: Order, after: Order, *, orders: Orders) -> Order:
    """Save the order's next version with its event; raise ConcurrentUpdate when `before` is no longer the current one.

    Does nothing when `after` is the same object as `before`.
    """
    if after is not before:
        orders.save(after, before=before, event=event_for_change(before, after))
        _report_new_flags(before, after)
    return after


def process_each(items: Iterable[T], process: Callable[[T], object]) -> int:
    """Process every order, or payment, whatever happens to the others; return how many there were.

    Raises JobIncomplete at the end when some of them failed.
    """
    succeeded, failed = 0, 0
    for item in items:
        try:
            process(item)
            succeeded += 1
        except Exception as problem:  # one failing order must not block the others
            logs.exception("order processing failed", subject=_subject(item), reason=str(problem))
            failed += 1
    if failed:
        raise JobIncomplete(f"{failed} orders could not be processed; {succeeded} could.")
    return succeeded


def flag_for_review(message: str, **fields: str) -> None:
    """Log what only staff can decide, and count it: an alarm watches the count."""
    logs.warning(message, **fields)
    metrics.count("FlaggedForReview")


def _subject(item: object) -> str:
    return item.order_id if isinstance(item, Order) else str(item)


def _report_new_flags(before: Order, after: Order) -> None:
    for flag in set(after.flags) - set(before.flags):
        flag_for_review("order flagged for review", order_id=after.order_id, flag=flag)
