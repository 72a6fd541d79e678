"""Which copies return to stock with a change of an order: derived from the change itself, so none is forgotten."""

from collections import Counter
from collections.abc import Iterable

from chalicelib.orders.order import Order, Refund


def copies_to_restock(before: Order, after: Order) -> dict[str, int]:
    """Return the printed copies per ISBN that can be sold again.

    A cancelled order returns every copy that was not refunded before. A refund returns its copies when staff marked
    them for restocking and it succeeded. One that fails after that moves no copies, so the refund that is requested
    in its place returns them no second time.
    """
    if after.status == "cancelled" != before.status:
        ended = before.refunded_copies() | _most_refunded(before.refunds)
        copies = Counter[str]()
        for line, remaining in zip(after.lines, after.remaining_copies(ended), strict=True):
            copies[line.isbn] += remaining
    else:
        copies = _most_refunded(_restocking(after)) - _most_refunded(_restocking(before))
    printed = {line.isbn for line in after.lines if not line.is_digital}
    return {isbn: quantity for isbn, quantity in copies.items() if quantity and isbn in printed}


def _restocking(order: Order) -> list[Refund]:
    return [refund for refund in order.refunds if refund.restock]


def _most_refunded(refunds: Iterable[Refund]) -> Counter[str]:
    """Return the most copies per ISBN that were refunded at one time, failures counted from when they became known."""
    successes = [refund for refund in refunds if refund.status == "succeeded" or refund.failed_at]
    steps = [(refund.failed_at, -1, refund) for refund in successes if refund.failed_at]
    steps += [(refund.settled_at or refund.requested_at, 1, refund) for refund in successes]
    refunded: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for _, sign, refund in sorted(steps, key=lambda step: step[:2]):
        for line in refund.lines:
            refunded[line.isbn] += sign * line.quantity
        most |= refunded
    return most
