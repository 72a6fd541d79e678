"""Money that goes back: how much for which copies, and what the reader still keeps."""

import hashlib
from collections import Counter
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, structs

from chalicelib.errors import KeyReused, PaidElsewhere, RefundTooLarge, StepRefused
from chalicelib.field_types import Copies, Isbn, Reason
from chalicelib.limits import MOST_LINES
from chalicelib.orders.order import Line, Order, Refund, RefundLine, moved, noted
from chalicelib.pricing.totals import paid_for


class RefundLineWanted(RefundLine, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies whose money staff give back."""

    isbn: Isbn
    quantity: Copies


class RefundWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A refund as staff want it: for these copies, or, without lines, of everything that is left, postage
    included. `restock` says that the copies are back on our shelf."""

    reason: Reason
    lines: Annotated[tuple[RefundLineWanted, ...], Meta(min_length=1, max_length=MOST_LINES)] | None = None
    restock: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """What Stripe says about a refund."""

    stripe_id: str
    status: str


def given_back(order: Order, *, only: str | None = None) -> Counter[str]:
    """Copies per ISBN whose money went back or is about to; `only` counts refunds of one status."""
    counted: Counter[str] = Counter()
    for refund in order.refunds:
        if refund.status == only or (only is None and refund.status != "failed"):
            for line in refund.lines:
                counted[line.isbn] += line.quantity
    return counted


def remaining(order: Order) -> dict[str, int]:
    """Copies per ISBN that the reader keeps: what events and answers say."""
    back = given_back(order, only="succeeded")
    kept = 0 if order.status == "cancelled" else 1
    return {line.isbn: kept * (line.quantity - back[line.isbn]) for line in order.lines}


def lines_kept(order: Order) -> list[dict[str, Any]]:
    """The order's lines, each with how many of its copies the reader keeps."""
    keeps = remaining(order)
    return [{**structs.asdict(line), "remaining": keeps[line.isbn]} for line in order.lines]


def requested(
    order: Order, wanted: RefundWanted, *, refund_id: str, key: str, who: str, now: datetime
) -> tuple[Order, Refund]:
    """The order with the refund asked for, or as it is when this key has asked before; KeyReused for another wish."""
    request = hashlib.sha256(msgspec.json.encode(wanted)).hexdigest()
    for known in order.refunds:
        if key and known.key == key:
            return order, _same(known, request)
    refund = _refund(order, wanted, refund_id, now)
    asked = structs.replace(refund, key=key, request=request)
    return with_refund(order, asked, who=who), asked


def with_refund(order: Order, refund: Refund, *, who: str, **new: Any) -> Order:
    """The order's next version, with one more refund on its way."""
    refunds = (*order.refunds, refund)
    return noted(order, "refund_requested", who=who, now=refund.requested_at, refunds=refunds, **new)


def settled_refund(order: Order, refund: Refund, outcome: Outcome, now: datetime) -> Order:
    """The order after what Stripe says about one of its refunds; the same order while nothing is decided."""
    status = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}.get(outcome.status, "requested")
    after = structs.replace(refund, status=status, stripe_id=outcome.stripe_id)
    if after == refund:
        return order
    if status != "requested":
        after = structs.replace(after, settled_at=now)
    refunds = tuple(after if one.refund_id == refund.refund_id else one for one in order.refunds)
    flags = tuple(dict.fromkeys((*order.flags, "refund_failed"))) if status == "failed" else order.flags
    return noted(
        order, f"refund_{status}", who="stripe", now=now, payment_id=outcome.stripe_id, refunds=refunds, flags=flags
    )


def cancelled(order: Order, *, refund_id: str, who: str, now: datetime) -> Order:
    """The order given up; money that was taken for it is on its way back, in the same step."""
    left = order.total - order.refunded_total
    if order.paid_at and order.payment == "imported" and left:
        raise _paid_elsewhere(order)
    after = moved(order, "cancelled", who=who, now=now)
    if not (order.paid_at and left):
        return after
    everything = _refund(order, RefundWanted(reason="The order was cancelled."), refund_id, now)
    return structs.replace(after, refunds=(*after.refunds, everything))


def _same(known: Refund, request: str) -> Refund:
    if known.request != request:
        raise KeyReused("This key has asked for another refund.", field="Idempotency-Key", rule="one key, one request")
    return known


def _refund(order: Order, wanted: RefundWanted, refund_id: str, now: datetime) -> Refund:
    if order.paid_at is None:
        raise StepRefused("Nothing was paid for this order, so nothing can go back.", status=order.status)
    if order.payment == "imported":
        raise _paid_elsewhere(order)
    lines, amount = _some(order, wanted.lines) if wanted.lines else _all(order)
    if amount <= 0 or amount > order.total - order.refunded_total:
        raise RefundTooLarge("There is no money left to give back for this.", left=order.total - order.refunded_total)
    return Refund(
        refund_id=refund_id, amount=amount, status="requested", reason=wanted.reason, requested_at=now, lines=lines,
        restock=wanted.restock,
    )  # fmt: skip


def _all(order: Order) -> tuple[tuple[RefundLine, ...], int]:
    back = given_back(order)
    left = [(line.isbn, line.quantity - back[line.isbn]) for line in order.lines]
    lines = tuple(RefundLine(isbn=isbn, quantity=copies) for isbn, copies in left if copies)
    return lines, order.total - order.refunded_total


def _some(order: Order, wanted: tuple[RefundLineWanted, ...]) -> tuple[tuple[RefundLine, ...], int]:
    back, bought = given_back(order), {line.isbn: line for line in order.lines}
    amount, lines = 0, []
    for place, asked in enumerate(wanted):
        line = bought.get(asked.isbn)
        if line is None or back[asked.isbn] + asked.quantity > line.quantity:
            raise _too_many(line, back[asked.isbn], place)
        amount += _worth(order, line, back[asked.isbn], asked.quantity)
        back[asked.isbn] += asked.quantity
        lines.append(RefundLine(isbn=asked.isbn, quantity=asked.quantity))
    return tuple(lines), amount


def _worth(order: Order, line: Line, already: int, copies: int) -> int:
    included = order.totals.tax_included
    before, after = (paid_for(line, upto, tax_included=included) for upto in (already, already + copies))
    return after - before


def _too_many(line: Line | None, already: int, place: int) -> RefundTooLarge:
    left = line.quantity - already if line else 0
    return RefundTooLarge(
        f"{left} copies of this edition are left to refund.", field=f"lines[{place}].quantity", rule=f"at most {left}"
    )


def _paid_elsewhere(order: Order) -> PaidElsewhere:
    return PaidElsewhere("This order was paid in another system; give its money back there.", order_id=order.order_id)
