"""Refunds of a charge, in full or in part, never more than its amount."""

from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance, disputes, metadata, payment_methods
from stripe_simulator.objects.money import format_amount
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import StripeError
from stripe_simulator.protocol.messages import NO_REQUEST, Request
from stripe_simulator.protocol.pagination import paginate_by_payment
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

REASONS = ("duplicate", "fraudulent", "requested_by_customer")
_DECISIONS = {"pending": ("succeeded", "failed"), "succeeded": ("failed",)}
"""What a bank can still decide, by status. Source: https://docs.stripe.com/refunds#failed-refunds"""


def create(simulator: Simulator, request: Request) -> Document:
    """Refund a `charge` or a `payment_intent`: the `amount`, or all that is not yet refunded."""
    parameters = request.parameters
    reason = parameters.choice("reason", REASONS)
    requested = parameters.integer("amount")
    refund_metadata = metadata.merge({}, parameters)
    charge = _charge_to_refund(simulator, parameters)
    amount = _check_amount(simulator, charge, requested)
    refund = _create(simulator, charge, amount, reason, refund_metadata)
    charge = _add_refunded_amount(simulator, charge, amount)
    simulator.publish("refund.created", refund, request.cause)
    simulator.publish("charge.refunded", charge, request.cause)
    return refund


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one refund."""
    return simulator.store.get("refund", request.arguments[0])


def list_all(simulator: Simulator, request: Request) -> Document:
    """List refunds, newest first, optionally those of one `charge` or `payment_intent`."""
    return paginate_by_payment(simulator.store, "refund", "/v1/refunds", request.parameters)


def update(simulator: Simulator, request: Request) -> Document:
    """Update a refund's metadata, the only field that can change."""
    refund = retrieve(simulator, request)
    refund_metadata = metadata.merge(refund["metadata"], request.parameters)
    previous = {"metadata": {key: refund["metadata"].get(key) for key in refund_metadata}}
    refund = simulator.store.change("refund", refund, metadata=refund_metadata)
    _publish_update(simulator, refund, request.cause, previous)
    return refund


def _charge_to_refund(simulator: Simulator, parameters: Parameters) -> Document:
    if parameters.text("charge"):
        return simulator.store.get("charge", parameters.required_text("charge"), "charge", 404)
    if not parameters.text("payment_intent"):
        raise StripeError("One of the following params should be provided for this request: payment_intent or charge.")
    identifier = parameters.required_text("payment_intent")
    intent = simulator.store.get("payment_intent", identifier, "payment_intent", 404)
    if intent["status"] != "succeeded":
        message = f"This PaymentIntent ({identifier}) does not have a successful charge to refund."
        raise StripeError(message, param="payment_intent")
    return simulator.store.get("charge", intent["latest_charge"])


def _check_amount(simulator: Simulator, charge: Document, requested: int | None) -> int:
    refundable = charge["amount_captured"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise StripeError(f"This charge ({charge['id']}) did not succeed, so it cannot be refunded.", param="charge")
    if disputes.prevents_refund(simulator, charge):
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise StripeError(message, code="charge_disputed")
    if refundable == 0:
        raise StripeError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if requested is not None and requested > refundable:
        currency = charge["currency"]
        raise StripeError(
            f"Refund amount ({format_amount(requested, currency)}) is greater than unrefunded amount on charge "
            f"({format_amount(refundable, currency)})",
            param="amount",
        )
    return requested or refundable


def _add_refunded_amount(simulator: Simulator, charge: Document, amount: int) -> Document:
    """Return the charge with this much more refunded; a failed refund has a negative amount."""
    refunded = charge["amount_refunded"] + amount
    return simulator.store.change(
        "charge", charge, amount_refunded=refunded, refunded=refunded == charge["amount_captured"]
    )


def _create(
    simulator: Simulator, charge: Document, amount: int, reason: str | None, refund_metadata: dict[str, str]
) -> Document:
    """Save a refund: it has succeeded at once, unless its test card keeps it pending."""
    method = simulator.store.get("payment_method", charge["payment_method"])
    is_pending = method["type"] == "card" and payment_methods.find_card(simulator, method).refund == "pending"
    refund = {
        "id": new_id("re_3"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": simulator.clock.now(),
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": None,
        "destination_details": _destination_details(method["type"]),
        "metadata": refund_metadata,
        "payment_intent": charge["payment_intent"],
        "payment_method": method["id"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if is_pending else "succeeded",
        "transfer_reversal": None,
    }
    if is_pending:
        refund["pending_reason"] = "processing"
    refund["balance_transaction"] = balance.record_refund(simulator, refund)["id"]
    return simulator.store.put("refund", refund)


def settle(simulator: Simulator, refund: Document, outcome: str) -> Document:
    """Apply the bank's decision: a pending refund succeeds or fails, and one that has succeeded can still fail.

    Raises StripeError for a decision that cannot follow.
    """
    if outcome not in _DECISIONS.get(refund["status"], ()):
        raise StripeError(f"This refund cannot become {outcome}: it has a status of {refund['status']}.")
    if outcome == "failed":
        return _fail(simulator, refund)
    previous = {"status": refund["status"]}
    refund = simulator.store.change("refund", _drop_pending_reason(refund), status="succeeded")
    _publish_update(simulator, refund, NO_REQUEST, previous)
    return refund


def _fail(simulator: Simulator, refund: Document) -> Document:
    """Mark a refund as failed; its amount returns to the balance and can be refunded again."""
    _add_refunded_amount(simulator, simulator.store.get("charge", refund["charge"]), -refund["amount"])
    transaction = balance.record_refund_failure(simulator, refund)
    failure = {"failure_balance_transaction": transaction["id"], "failure_reason": "expired_or_canceled_card"}
    previous = {"status": refund["status"], **dict.fromkeys(failure)}
    refund = simulator.store.change("refund", {**_drop_pending_reason(refund), **failure}, status="failed")
    simulator.publish("refund.failed", refund, NO_REQUEST)
    _publish_update(simulator, refund, NO_REQUEST, previous)
    return refund


def _publish_update(simulator: Simulator, refund: Document, cause: Document, previous: Document) -> None:
    """Publish the event and its older name, which Stripe still sends for refunds of a charge."""
    for event_type in ("charge.refund.updated", "refund.updated"):
        simulator.publish(event_type, refund, cause, previous)


def _destination_details(kind: str) -> Document:
    if kind == "bacs_debit":
        return {
            "gb_bank_transfer": {"reference": None, "reference_status": "pending"},
            "type": "gb_bank_transfer",
        }
    card = {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"}
    return {"card": card, "type": "card"}


def _drop_pending_reason(refund: Document) -> Document:
    return {name: value for name, value in refund.items() if name != "pending_reason"}
