"""Refunds of an order: how much for which copies, and what follows from Stripe's answer."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta, structs

from bookstore.field_types import Checked, Isbn
from chalicelib.errors import (
    IdempotencyKeyReused,
    PaidElsewhere,
    RefundTooLarge,
    TooManyRefunds,
    TransitionNotAllowed,
)
from chalicelib.field_types import Quantity, Reason
from chalicelib.limits import MAX_ATTEMPTS_AT_REST, MAX_LINES, MAX_REFUNDS
from chalicelib.orders.intent import RefundOutcome
from chalicelib.orders.order import (
    REFUND_TRANSITIONS,
    Order,
    Refund,
    RefundLine,
    RefundStatus,
    record_change,
    transition,
)
from chalicelib.pricing.totals import Line, amount_paid

NEW_KEY_AFTER = timedelta(minutes=10)  # longer than any function runs
REFUND_STATUSES: Mapping[str, RefundStatus] = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}


class RefundLineRequest(RefundLine, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies of one edition to refund."""

    isbn: Isbn
    quantity: Quantity


class RefundRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A refund of these copies, or, without lines, of everything not refunded yet, postage included. `restock`
    returns the copies to stock. The customer can read the `reason`."""

    reason: Reason
    lines: Annotated[tuple[RefundLineRequest, ...], Meta(min_length=1, max_length=MAX_LINES)] | None = None
    restock: bool = False


def request_refund(
    order: Order, request: RefundRequest, *, refund_id: str, key: str, who: str, now: datetime
) -> tuple[Order, Refund]:
    """Return the order with a requested refund, and that refund; the same key requests one refund only.

    Raises IdempotencyKeyReused when the key has requested another refund, TransitionNotAllowed when nothing was
    paid, PaidElsewhere for imported orders, RefundTooLarge when less is left, TooManyRefunds when the order has as
    many refunds as it can have.
    """
    request_hash = hashlib.sha256(msgspec.json.encode(request)).hexdigest()
    for refund in order.refunds:
        if key and refund.key == key:
            return order, _check_same_request(refund, request_hash)
    refund = structs.replace(_new_refund(order, request, refund_id, now), key=key, request=request_hash)
    return add_refund(order, refund, who=who), refund


def add_refund(order: Order, refund: Refund, *, who: str, **changes: Any) -> Order:
    """Return the order's next version, with one more requested refund."""
    refunds = (*order.refunds, refund)
    return record_change(order, "refund_requested", who=who, now=refund.requested_at, refunds=refunds, **changes)


def settle_refunds(order: Order, outcomes: Iterable[RefundOutcome], now: datetime) -> Order:
    """Return the order in agreement with its refunds at Stripe; the same order when nothing changes."""
    at_stripe = {outcome.refund_id: outcome for outcome in outcomes if outcome.refund_id}
    for refund in order.refunds:
        if outcome := at_stripe.get(refund.refund_id):
            order = apply_refund_outcome(order, refund, outcome, now)
    return order


def apply_refund_outcome(order: Order, refund: Refund, outcome: RefundOutcome, now: datetime) -> Order:
    """Return the order after Stripe's answer about one of its refunds; the same order when it decides nothing new.

    A refund that failed stays so, and its amount can be refunded again.
    """
    status = REFUND_STATUSES.get(outcome.status, "requested")
    after = structs.replace(refund, status=status, stripe_id=outcome.stripe_id)
    if status not in REFUND_TRANSITIONS[refund.status] or after == refund:
        return order
    after = structs.replace(after, **_decision_time(refund, after, now))
    flags = tuple(dict.fromkeys((*order.flags, "refund_failed"))) if status == "failed" else order.flags
    return record_change(
        order,
        f"refund_{status}",
        who="stripe",
        now=now,
        payment_id=outcome.stripe_id,
        refunds=_replace_refund(order, after),
        flags=flags,
    )


def postpone_refund(order: Order, refund: Refund, now: datetime) -> Order:
    """Return the order after Stripe answered the request for a refund with an error of its own."""
    after = structs.replace(refund, failed_attempts=refund.failed_attempts + 1, attempted_at=now)
    return structs.replace(order, version=order.version + 1, refunds=_replace_refund(order, after))


def may_create_refund(refund: Refund, now: datetime) -> bool:
    """Whether the refund may be requested at Stripe, under a new idempotency key if the last one brought an error.

    Only long after the error: no request with the old key can be under way then, so there are never two refunds.
    """
    return refund.attempted_at is None or now - refund.attempted_at >= NEW_KEY_AFTER


def cancel_with_refund(order: Order, *, refund_id: str, who: str, now: datetime) -> Order:
    """Return the cancelled order; in the same version, a refund of everything paid and not refunded yet."""
    left = order.refundable
    if order.paid_at and order.payment == "imported" and left:
        raise _paid_elsewhere(order)
    after = transition(order, "cancelled", who=who, now=now)
    if not (order.paid_at and left):
        return after
    refund = _build_refund(order, RefundRequest(reason="The order was cancelled."), refund_id, now)
    return structs.replace(after, refunds=(*after.refunds, refund))


def _decision_time(before: Refund, after: Refund, now: datetime) -> dict[str, datetime]:
    if after.status == "requested":
        return {}
    return {"failed_at": now} if before.status == "succeeded" else {"settled_at": now}


def _replace_refund(order: Order, after: Refund) -> tuple[Refund, ...]:
    return tuple(after if each.refund_id == after.refund_id else each for each in order.refunds)


def _check_same_request(refund: Refund, request_hash: str) -> Refund:
    if refund.request != request_hash:
        raise IdempotencyKeyReused(
            "This key has asked for another refund.", field="Idempotency-Key", rule="one key, one request"
        )
    return refund


def _new_refund(order: Order, request: RefundRequest, refund_id: str, now: datetime) -> Refund:
    if order.paid_at is None and not order.paid_amount:
        raise TransitionNotAllowed("Nothing was paid for this order, so nothing can go back.", status=order.status)
    if order.payment == "imported":
        raise _paid_elsewhere(order)
    _check_count(order, request)
    return _build_refund(order, request, refund_id, now)


def _build_refund(order: Order, request: RefundRequest, refund_id: str, now: datetime) -> Refund:
    lines, amount = _requested_lines(order, request.lines) if request.lines else _all_remaining_lines(order)
    left = order.refundable
    if amount <= 0 or amount > left:
        raise RefundTooLarge("There is no money left to give back for this.", left=left)
    return Refund(
        refund_id=refund_id,
        amount=amount,
        status="requested",
        reason=request.reason,
        requested_at=now,
        lines=lines,
        restock=request.restock and order.status != "cancelled",  # the copies came back when it was cancelled
    )


def _check_count(order: Order, request: RefundRequest) -> None:
    """Refuse what the order's item may not be able to hold; money that goes back by itself is never refused."""
    most = MAX_REFUNDS if request.lines else MAX_REFUNDS + MAX_ATTEMPTS_AT_REST
    if len(order.refunds) >= most:
        instead = " Refund everything that is left, in one." if request.lines else ""
        raise TooManyRefunds(
            f"This order was refunded {len(order.refunds)} times.{instead}",
            field="lines",
            rule=f"at most {most} refunds",
        )


def _all_remaining_lines(order: Order) -> tuple[tuple[RefundLine, ...], int]:
    copies_left = zip(order.lines, order.remaining_copies(order.refunded_copies()), strict=True)
    lines = tuple(RefundLine(isbn=line.isbn, quantity=copies) for line, copies in copies_left if copies)
    return lines, order.refundable


def _requested_lines(order: Order, requests: tuple[RefundLineRequest, ...]) -> tuple[tuple[RefundLine, ...], int]:
    refunded, sold = order.refunded_copies(), {line.isbn: line for line in order.lines}
    amount, lines = 0, []
    for index, request in enumerate(requests):
        line = sold.get(request.isbn)
        if line is None or refunded[request.isbn] + request.quantity > line.quantity:
            raise _too_many_copies(line, refunded[request.isbn], index)
        amount += amount_for_copies(order, line, refunded[request.isbn], request.quantity)
        refunded[request.isbn] += request.quantity
        lines.append(RefundLine(isbn=request.isbn, quantity=request.quantity))
    return tuple(lines), amount


def amount_for_copies(order: Order, line: Line, refunded: int, copies: int) -> int:
    """Return what was paid for so many copies of a line, after those that were refunded before."""
    included = order.totals.tax_included
    before, after = (amount_paid(line, count, tax_included=included) for count in (refunded, refunded + copies))
    return after - before


def _too_many_copies(line: Line | None, refunded: int, index: int) -> RefundTooLarge:
    left = line.quantity - refunded if line else 0
    return RefundTooLarge(
        f"{left} copies of this edition are left to refund.", field=f"lines[{index}].quantity", rule=f"at most {left}"
    )


def _paid_elsewhere(order: Order) -> PaidElsewhere:
    return PaidElsewhere("This order was paid in another system; give its money back there.", order_id=order.order_id)
