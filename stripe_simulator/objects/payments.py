"""The transitions of a payment intent after the bank's or the customer's decision."""

from stripe_simulator.bank.bank_debits import BankAccount
from stripe_simulator.bank.cards import Card
from stripe_simulator.bank.declines import Decline, decline_error
from stripe_simulator.objects import charges, customers, disputes
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined, doc_url
from stripe_simulator.protocol.messages import NO_REQUEST
from stripe_simulator.simulator import Simulator

AUTHENTICATION_FAILED_MESSAGE = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try again."
)


def charge_card(
    simulator: Simulator,
    intent: Document,
    method: Document,
    card: Card,
    cause: Document,
    *,
    authenticated: bool = False,
) -> Document:
    """Charge a card that pays, and mark the intent as succeeded."""
    charge = charges.create(simulator, intent, method, authenticated=authenticated)
    return _succeed(simulator, intent, charge, card.dispute, cause)


def decline(simulator: Simulator, intent: Document, method: Document, reason: Decline, cause: Document) -> CardDeclined:
    """Record a declined charge and let the intent require another method; return the error to raise."""
    charge = charges.decline(simulator, charges.create(simulator, intent, method), reason, cause)
    error = decline_error(reason, charge=charge["id"], payment_method=method)
    intent = _fail(simulator, intent, error.body()["error"], cause, latest_charge=charge["id"])
    error.details["payment_intent"] = intent
    return error


def fail_authentication(simulator: Simulator, intent: Document, method: Document, cause: Document) -> Document:
    """Let the intent require another method, without a charge, after a failed authentication."""
    code = "payment_intent_authentication_failure"
    return _fail(simulator, intent, _error(code, AUTHENTICATION_FAILED_MESSAGE, method), cause)


def start_processing(simulator: Simulator, intent: Document, method: Document, cause: Document) -> Document:
    """Create a pending charge and mark the intent as processing, until `settle` is called."""
    charge = charges.create(simulator, intent, method)
    simulator.publish("charge.pending", charge, cause)
    intent = simulator.store.change(
        "payment_intent", intent, status="processing", latest_charge=charge["id"], next_action=None
    )
    simulator.publish("payment_intent.processing", intent, cause)
    return intent


def settle(simulator: Simulator, intent: Document, account: BankAccount, failure: str | None) -> Document:
    """Settle a processing debit: it succeeds, or fails with the code `failure`."""
    charge = simulator.store.get("charge", intent["latest_charge"])
    if failure is None:
        return _succeed(simulator, intent, charge, account.dispute, NO_REQUEST)
    method = simulator.store.get("payment_method", intent["payment_method"])
    charges.decline(simulator, charge, Decline(failure, failure, "The payment failed."), NO_REQUEST)
    error = _error("payment_intent_payment_attempt_failed", "The payment failed.", method)
    return _fail(simulator, intent, error, NO_REQUEST)


def _succeed(
    simulator: Simulator, intent: Document, charge: Document, dispute: str | None, cause: Document
) -> Document:
    charge = charges.succeed(simulator, charge, cause)
    intent = simulator.store.change(
        "payment_intent",
        intent,
        status="succeeded",
        amount_received=intent["amount"],
        latest_charge=charge["id"],
        next_action=None,
    )
    customers.attach_used_method(simulator, intent, cause)
    simulator.publish("payment_intent.succeeded", intent, cause)
    if dispute:
        disputes.open_dispute(simulator, charge, dispute)
    return intent


def _fail(simulator: Simulator, intent: Document, error: Document, cause: Document, **fields: object) -> Document:
    intent = simulator.store.change(
        "payment_intent",
        intent,
        status="requires_payment_method",
        payment_method=None,
        last_payment_error=error,
        next_action=None,
        **fields,
    )
    simulator.publish("payment_intent.payment_failed", intent, cause)
    return intent


def _error(code: str, message: str, method: Document) -> Document:
    kind = "invalid_request_error"
    return {
        "code": code,
        "doc_url": doc_url(code),
        "message": message,
        "payment_method": method,
        "type": kind,
    }
