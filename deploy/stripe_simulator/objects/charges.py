"""Charges: one for every time a bank was asked for money, whether it gave any or not."""

from deploy.stripe_simulator.bank.declines import Decline
from deploy.stripe_simulator.ids import new_id
from deploy.stripe_simulator.objects import balance, charge_details
from deploy.stripe_simulator.protocol.errors import Document
from deploy.stripe_simulator.protocol.lists import page
from deploy.stripe_simulator.protocol.request import Request
from deploy.stripe_simulator.simulator import Simulator

DESCRIPTOR = "CATCHWORD"


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
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": DESCRIPTOR,
        "captured": False,
        "created": simulator.clock.now(),
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": charge_details.approved(),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": charge_details.method_details(method, intent["amount"], authenticated),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "pending",
        "transfer_data": None,
        "transfer_group": None,
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
