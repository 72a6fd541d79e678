"""Charges: one for every attempt to take money from a card or account, successful or not."""

from stripe_simulator.bank.declines import Decline
from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance, charge_details
from stripe_simulator.protocol import documents
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import paginate_by_payment
from stripe_simulator.simulator import Simulator

DESCRIPTOR = "CATCHWORD"

_COPIED_FROM_INTENT = (
    "amount currency customer description metadata receipt_email shipping statement_descriptor"
    " statement_descriptor_suffix"
)

_INITIAL_FIELDS: Document = {
    "amount_captured": 0,
    "amount_refunded": 0,
    "captured": False,
    "disputed": False,
    "paid": False,
    "refunded": False,
    "status": "pending",
    **documents.null_fields("balance_transaction failure_code failure_message"),
}
"""Fields that change during the life of a charge."""

_CONSTANT_FIELDS: Document = {
    "calculated_statement_descriptor": DESCRIPTOR,
    "fraud_details": {},
    "livemode": False,
    "radar_options": {},
    **documents.null_fields(
        """application application_fee application_fee_amount failure_balance_transaction on_behalf_of
        receipt_number receipt_url review source source_transfer transfer_data transfer_group"""
    ),
}
"""Fields that have one value as long as no platforms are used."""


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one charge."""
    return simulator.store.get("charge", request.arguments[0])


def list_all(simulator: Simulator, request: Request) -> Document:
    """List charges, newest first, optionally those of one `payment_intent`."""
    return paginate_by_payment(simulator.store, "charge", "/v1/charges", request.parameters)


def create(simulator: Simulator, intent: Document, method: Document, *, authenticated: bool = False) -> Document:
    """Create a pending charge; `authenticated` means that the customer passed 3-D Secure."""
    charge = {
        "id": new_id("ch_3"),
        "object": "charge",
        **_INITIAL_FIELDS,
        **_CONSTANT_FIELDS,
        **documents.select_fields(intent, _COPIED_FROM_INTENT),
        "billing_details": method["billing_details"],
        "created": simulator.clock.now(),
        "outcome": charge_details.approved_outcome(),
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": charge_details.method_details(method, intent["amount"], authenticated),
    }
    return simulator.store.put("charge", charge)


def succeed(simulator: Simulator, charge: Document, cause: Document) -> Document:
    """Mark a charge as succeeded and add it to the balance."""
    transaction = balance.record_charge(simulator, charge)
    charge = simulator.store.change(
        "charge",
        charge,
        status="succeeded",
        paid=True,
        captured=True,
        amount_captured=charge["amount"],
        balance_transaction=transaction["id"],
    )
    simulator.publish("charge.succeeded", charge, cause)
    return charge


def decline(simulator: Simulator, charge: Document, reason: Decline, cause: Document) -> Document:
    """Mark a charge as failed for this reason."""
    charge = simulator.store.change(
        "charge",
        charge,
        status="failed",
        failure_code=reason.code,
        failure_message=reason.message,
        outcome=charge_details.declined_outcome(reason),
    )
    simulator.publish("charge.failed", charge, cause)
    return charge
