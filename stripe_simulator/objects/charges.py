"""Charges: one for every time a bank was asked for money, whether it gave any or not."""

from stripe_simulator.bank.declines import Decline
from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance, charge_details
from stripe_simulator.protocol import documents
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import page
from stripe_simulator.simulator import Simulator

DESCRIPTOR = "CATCHWORD"

_OF_THE_INTENT = (
    "amount currency description metadata receipt_email shipping statement_descriptor statement_descriptor_suffix"
)

_NOT_YET: Document = {
    "amount_captured": 0,
    "amount_refunded": 0,
    "captured": False,
    "disputed": False,
    "paid": False,
    "refunded": False,
    "status": "pending",
    **documents.empty("balance_transaction failure_code failure_message"),
}
"""What becomes of a charge later on."""

_NEVER: Document = {
    "calculated_statement_descriptor": DESCRIPTOR,
    "fraud_details": {},
    "livemode": False,
    "radar_options": {},
    **documents.empty(
        """application application_fee application_fee_amount customer failure_balance_transaction on_behalf_of
        receipt_number receipt_url review source source_transfer transfer_data transfer_group"""
    ),
}
"""What Stripe tells of every charge and a shop without customers and platforms never sees filled."""


def retrieve(simulator: Simulator, request: Request) -> Document:
    """One charge."""
    return simulator.store.get("charge", request.arguments[0])


def list_all(simulator: Simulator, request: Request) -> Document:
    """Newest first, or those of one `payment_intent`."""
    intent = request.parameters.text("payment_intent")
    found = [charge for charge in simulator.store.newest_first("charge") if intent in (None, charge["payment_intent"])]
    return page(found, "/v1/charges", "charge", request.parameters)


def begin(simulator: Simulator, intent: Document, method: Document, *, authenticated: bool = False) -> Document:
    """A charge that waits for the bank; `authenticated` says the reader passed 3-D Secure."""
    charge = {
        "id": new_id("ch_3"),
        "object": "charge",
        **_NOT_YET,
        **_NEVER,
        **documents.chosen(intent, _OF_THE_INTENT),
        "billing_details": method["billing_details"],
        "created": simulator.clock.now(),
        "outcome": charge_details.approved(),
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": charge_details.method_details(method, intent["amount"], authenticated),
    }
    return simulator.store.put("charge", charge)


def succeed(simulator: Simulator, charge: Document, cause: Document) -> Document:
    """The bank paid."""
    movement = balance.charged(simulator, charge)
    charge = simulator.store.change(
        "charge",
        charge,
        status="succeeded",
        paid=True,
        captured=True,
        amount_captured=charge["amount"],
        balance_transaction=movement["id"],
    )
    simulator.announce("charge.succeeded", charge, cause)
    return charge


def decline(simulator: Simulator, charge: Document, why: Decline, cause: Document) -> Document:
    """The bank refused; the charge stays as a record of it."""
    charge = simulator.store.change(
        "charge",
        charge,
        status="failed",
        failure_code=why.code,
        failure_message=why.message,
        outcome=charge_details.refused(why),
    )
    simulator.announce("charge.failed", charge, cause)
    return charge
