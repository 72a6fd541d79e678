"""Stripe's objects, as its API returns them, in the few facts that the shop reads of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.orders.intent import Dispute, Intent, RefundOutcome

Fields = Mapping[str, Any]
WON = frozenset({"won", "warning_closed"})  # an inquiry that closes has taken no money
LOST = frozenset({"lost", "prevented"})  # a dispute is prevented by giving the money back


def find_intent_id(stripe_object: Fields) -> str | None:
    """Return the id of the intent that an event's object is, or belongs to."""
    is_intent = stripe_object.get("object") == "payment_intent"
    found = stripe_object.get("id" if is_intent else "payment_intent")
    return found if isinstance(found, str) and found else None


def latest_charge(intent: Fields) -> Fields:
    """Return the intent's expanded charge; no fields when it has none."""
    charge = intent.get("latest_charge")
    return charge if isinstance(charge, dict) else {}


def to_intent(intent: Fields, *, refunds: Iterable[Fields] = (), disputes: Iterable[Fields] = ()) -> Intent:
    """Return the intent with the state of its refunds and disputes."""
    error = intent.get("last_payment_error") or {}
    return Intent(
        intent_id=intent["id"],
        status=intent["status"],
        amount=intent["amount"],
        currency=intent["currency"],
        order_id=_metadata(intent).get("order_id", ""),
        customer=_metadata(intent).get("customer", ""),
        received=intent.get("amount_received") or 0,
        refunds=tuple(to_outcome(refund) for refund in refunds),
        dispute=to_dispute([dispute["status"] for dispute in disputes]),
        decline_code=error.get("decline_code") or error.get("code"),
        client_secret=intent.get("client_secret"),
    )


def to_outcome(refund: Fields) -> RefundOutcome:
    """Return a refund as it stands; `pending` when Stripe does not say."""
    return RefundOutcome(
        stripe_id=refund["id"],
        status=refund.get("status") or "pending",
        refund_id=_metadata(refund).get("refund_id", ""),
        amount=refund["amount"],
    )


def to_dispute(statuses: Iterable[str]) -> Dispute | None:
    """Return what all disputes of a payment come to: open while one is, lost when one was."""
    states: set[Dispute] = {"won" if status in WON else "lost" if status in LOST else "open" for status in statuses}
    order: tuple[Dispute, ...] = ("open", "lost", "won")
    return next((state for state in order if state in states), None)


def _metadata(fields: Fields) -> Mapping[str, str]:
    return fields.get("metadata") or {}
