"""Refunds: money on its way back, whole or in part, never more than was taken."""

from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance, metadata, payment_methods
from stripe_simulator.objects.money import written
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import StripeError
from stripe_simulator.protocol.messages import NOBODY, Request
from stripe_simulator.protocol.pagination import page
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def create(simulator: Simulator, request: Request) -> Document:
    """Of a `charge` or a `payment_intent`: all that is left of it unless there is an `amount`."""
    parameters = request.parameters
    reason = parameters.choice("reason", REASONS)
    wanted = parameters.integer("amount")
    notes = metadata.merged({}, parameters)
    charge = _charge_to_refund(simulator, parameters)
    amount = _check_amount(charge, wanted)
    refund = make(simulator, charge, amount, reason, notes)
    charge = give_back(simulator, charge, amount)
    simulator.announce("refund.created", refund, request.cause)
    simulator.announce("charge.refunded", charge, request.cause)
    return refund


def retrieve(simulator: Simulator, request: Request) -> Document:
    """One refund."""
    return simulator.store.get("refund", request.arguments[0])


def list_all(simulator: Simulator, request: Request) -> Document:
    """Newest first, or those of one `charge` or `payment_intent`."""
    intent, charge = request.parameters.text("payment_intent"), request.parameters.text("charge")
    found = [
        refund
        for refund in simulator.store.newest_first("refund")
        if intent in (None, refund["payment_intent"]) and charge in (None, refund["charge"])
    ]
    return page(found, "/v1/refunds", "refund", request.parameters)


def update(simulator: Simulator, request: Request) -> Document:
    """Its metadata is all that can change."""
    refund = retrieve(simulator, request)
    notes = metadata.merged(refund["metadata"], request.parameters)
    previous = {"metadata": {key: refund["metadata"].get(key) for key in notes}}
    refund = simulator.store.change("refund", refund, metadata=notes)
    simulator.announce("refund.updated", refund, request.cause, previous)
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


def _check_amount(charge: Document, wanted: int | None) -> int:
    left = charge["amount_captured"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise StripeError(f"This charge ({charge['id']}) did not succeed, so it cannot be refunded.", param="charge")
    if charge["disputed"]:
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise StripeError(message, code="charge_disputed")
    if left == 0:
        raise StripeError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if wanted is not None and wanted > left:
        too_much, most = written(wanted, charge["currency"]), written(left, charge["currency"])
        message = f"Refund amount ({too_much}) is greater than unrefunded amount on charge ({most})"
        raise StripeError(message, param="amount")
    return wanted or left


def give_back(simulator: Simulator, charge: Document, amount: int) -> Document:
    """The charge after `amount` went back; a negative one returned to the shop."""
    refunded = charge["amount_refunded"] + amount
    return simulator.store.change(
        "charge", charge, amount_refunded=refunded, refunded=refunded == charge["amount_captured"]
    )


def make(simulator: Simulator, charge: Document, amount: int, reason: str | None, notes: dict[str, str]) -> Document:
    """The refund itself, pending when its test card says so."""
    method = simulator.store.get("payment_method", charge["payment_method"])
    waits = method["type"] == "card" and payment_methods.card_of(simulator, method).refund != "succeeded"
    refund = {
        "id": new_id("re_3"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": simulator.clock.now(),
        "currency": charge["currency"],
        "customer": None,
        "customer_account": None,
        "destination_details": _destination(method["type"]),
        "metadata": notes,
        "payment_intent": charge["payment_intent"],
        "payment_method": method["id"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if waits else "succeeded",
        "transfer_reversal": None,
    }
    if waits:
        refund["pending_reason"] = "processing"
    refund["balance_transaction"] = balance.refunded(simulator, refund)["id"]
    return simulator.store.put("refund", refund)


def settle(simulator: Simulator, refund: Document, outcome: str) -> Document:
    """A pending refund arrives, or the bank sends it back and the shop has the money again."""
    previous = {"status": refund["status"]}
    if outcome == "succeeded":
        refund = simulator.store.change("refund", _without_reason(refund), status="succeeded")
    else:
        charge = simulator.store.get("charge", refund["charge"])
        give_back(simulator, charge, -refund["amount"])
        failed = {**_without_reason(refund), "failure_reason": "expired_or_canceled_card"}
        refund = simulator.store.change("refund", failed, status="failed")
        simulator.announce("refund.failed", refund, NOBODY)
    simulator.announce("refund.updated", refund, NOBODY, previous)
    return refund


def _destination(kind: str) -> Document:
    if kind == "bacs_debit":
        return {
            "gb_bank_transfer": {"reference": None, "reference_status": "pending"},
            "type": "gb_bank_transfer",
        }
    card = {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"}
    return {"card": card, "type": "card"}


def _without_reason(refund: Document) -> Document:
    return {name: value for name, value in refund.items() if name != "pending_reason"}
