"""What happens to a PaymentIntent once the bank or the reader has answered."""

from stripe_simulator.bank.bank_debits import BankAccount
from stripe_simulator.bank.cards import Card
from stripe_simulator.bank.declines import Decline, declined
from stripe_simulator.objects import charges, disputes
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined, doc_url
from stripe_simulator.protocol.messages import NOBODY
from stripe_simulator.simulator import Simulator

AUTHENTICATION_FAILED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try again."
)


def take(
    simulator: Simulator,
    intent: Document,
    method: Document,
    card: Card,
    cause: Document,
    *,
    authenticated: bool = False,
) -> Document:
    """The bank pays at once."""
    charge = charges.begin(simulator, intent, method, authenticated=authenticated)
    return _succeed(simulator, intent, charge, card.dispute, cause)


def decline(simulator: Simulator, intent: Document, method: Document, why: Decline, cause: Document) -> CardDeclined:
    """The intent asks for another method; the returned error is what a caller of the API is told."""
    charge = charges.decline(simulator, charges.begin(simulator, intent, method), why, cause)
    error = declined(why, charge=charge["id"], payment_method=method)
    intent = _fail(simulator, intent, error.body()["error"], cause, latest_charge=charge["id"])
    error.more["payment_intent"] = intent
    return error


def fail_authentication(simulator: Simulator, intent: Document, method: Document, cause: Document) -> Document:
    """The reader could not prove to be the card's owner; the bank was not even asked."""
    code = "payment_intent_authentication_failure"
    return _fail(simulator, intent, _error(code, AUTHENTICATION_FAILED, method), cause)


def begin_processing(simulator: Simulator, intent: Document, method: Document, cause: Document) -> Document:
    """A debit is on its way and takes days, here: until it is settled."""
    charge = charges.begin(simulator, intent, method)
    simulator.announce("charge.pending", charge, cause)
    intent = simulator.store.change(
        "payment_intent", intent, status="processing", latest_charge=charge["id"], next_action=None
    )
    simulator.announce("payment_intent.processing", intent, cause)
    return intent


def settle(simulator: Simulator, intent: Document, account: BankAccount, failure: str | None) -> Document:
    """The debit comes through, or comes back because of `failure`."""
    charge = simulator.store.get("charge", intent["latest_charge"])
    if failure is None:
        return _succeed(simulator, intent, charge, account.dispute, NOBODY)
    method = simulator.store.get("payment_method", intent["payment_method"])
    charges.decline(simulator, charge, Decline(failure, failure, "The payment failed."), NOBODY)
    error = _error("payment_intent_payment_attempt_failed", "The payment failed.", method)
    return _fail(simulator, intent, error, NOBODY)


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
    simulator.announce("payment_intent.succeeded", intent, cause)
    if dispute:
        disputes.open_against(simulator, charge, dispute)
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
    simulator.announce("payment_intent.payment_failed", intent, cause)
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
