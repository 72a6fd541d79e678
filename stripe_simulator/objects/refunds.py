"""Refunds: money on its way back, whole or in part, never more than was taken."""

from stripe_simulator.objects import metadata, refunding
from stripe_simulator.objects.money import written
from stripe_simulator.protocol.errors import Document, StripeError
from stripe_simulator.protocol.lists import page
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.protocol.request import Request
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
    refund = refunding.make(simulator, charge, amount, reason, notes)
    charge = refunding.give_back(simulator, charge, amount)
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
