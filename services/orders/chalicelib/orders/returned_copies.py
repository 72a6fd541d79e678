"""Which copies come back to the shelf with a step of an order: derived from the step itself, so none is forgotten."""

from collections import Counter

from chalicelib.orders.order import Order
from chalicelib.orders.refunds import given_back


def copies_back(before: Order, after: Order) -> dict[str, int]:
    """Printed copies per ISBN that may be sold again: all that were kept when an order is cancelled, and those that
    staff put back on the shelf, once the money for them went back: a refund that fails may be asked for again."""
    back: Counter[str] = Counter()
    if after.status == "cancelled" != before.status:
        gone = given_back(before)
        back.update({line.isbn: line.quantity - gone[line.isbn] for line in after.lines})
    elif after.refunds:
        back.update(_restocked(before, after))
    printed = {line.isbn for line in after.lines if not line.endless}
    return {isbn: copies for isbn, copies in back.items() if copies and isbn in printed}


def _restocked(before: Order, after: Order) -> Counter[str]:
    known = {refund.refund_id for refund in before.refunds if refund.status == "succeeded"}
    back: Counter[str] = Counter()
    for refund in after.refunds:
        if refund.restock and refund.status == "succeeded" and refund.refund_id not in known:
            for line in refund.lines:
                back[line.isbn] += line.quantity
    return back
