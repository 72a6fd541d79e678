"""Which copies return to stock with a change of an order: derived from the change itself, so none is forgotten."""

from collections import Counter

from chalicelib.orders.order import Order


def copies_to_restock(before: Order, after: Order) -> dict[str, int]:
    """Return the printed copies per ISBN that can be sold again.

    A cancelled order returns every copy that was not refunded before. A refund returns its copies when staff marked
    them for restocking and it succeeded: one that fails may be requested again.
    """
    copies: Counter[str] = Counter()
    if after.status == "cancelled" != before.status:
        for line, remaining in zip(after.lines, after.remaining_copies(before.refunded_copies()), strict=True):
            copies[line.isbn] += remaining
    elif after.refunds:
        copies.update(_restocked_by_refunds(before, after))
    printed = {line.isbn for line in after.lines if not line.is_digital}
    return {isbn: quantity for isbn, quantity in copies.items() if quantity and isbn in printed}


def _restocked_by_refunds(before: Order, after: Order) -> Counter[str]:
    succeeded_before = {refund.refund_id for refund in before.refunds if refund.status == "succeeded"}
    copies: Counter[str] = Counter()
    for refund in after.refunds:
        if refund.restock and refund.status == "succeeded" and refund.refund_id not in succeeded_before:
            for line in refund.lines:
                copies[line.isbn] += line.quantity
    return copies
