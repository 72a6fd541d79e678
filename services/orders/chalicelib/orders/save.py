"""Save each transition of an order: only as the next version, and together with its event."""

from bookstore import logs, metrics
from chalicelib.orders.event_mapping import event_for_change
from chalicelib.orders.order import Order
from chalicelib.ports import Orders


def save_transition(before: Order, after: Order, *, orders: Orders) -> Order:
    """Save the order's next version with its event; raise ConcurrentUpdate when `before` is no longer the current one.

    Does nothing when `after` is the same object as `before`.
    """
    if after is not before:
        orders.save(after, before=before, event=event_for_change(before, after))
        if after.paid_at and not before.paid_at:
            metrics.count("PaidMinorUnits", after.total)
        _report_new_flags(before, after)
    return after


def flag_for_review(message: str, **fields: str) -> None:
    """Log what only staff can decide, and count it: an alarm watches the count."""
    logs.warning(message, **fields)
    metrics.count("FlaggedForReview")


def _report_new_flags(before: Order, after: Order) -> None:
    """Report each flag as often as it was raised: a second failed refund needs staff again."""
    for entry in after.history:
        if entry.what in after.flags and entry not in before.history:
            flag_for_review("order flagged for review", order_id=after.order_id, flag=entry.what)
