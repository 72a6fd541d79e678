"""Controls of what customers and banks decide: authentications, debits, refunds and disputes."""

from stripe_simulator.bank import three_d_secure
from stripe_simulator.controls.body import Body, read_choice
from stripe_simulator.objects import disputes, payment_methods, payments, refunds
from stripe_simulator.protocol.errors import UnexpectedState
from stripe_simulator.protocol.messages import NO_REQUEST
from stripe_simulator.simulator import Simulator

OUTCOMES = ("succeeded", "failed")


def authenticate(simulator: Simulator, identifier: str, body: Body) -> object:
    """Complete or fail the 3-D Secure authentication of a payment intent."""
    outcome = read_choice(body, "outcome", OUTCOMES)
    with simulator.store.lock:
        intent = simulator.store.get("payment_intent", identifier)
        return three_d_secure.authenticate(simulator, intent, outcome)


def settle_payment(simulator: Simulator, identifier: str, body: Body) -> object:
    """Settle a processing debit with the given `outcome`, or with its test account's own."""
    outcome = read_choice(body, "outcome", OUTCOMES) if "outcome" in body else None
    with simulator.store.lock:
        intent = simulator.store.get("payment_intent", identifier)
        if intent["status"] != "processing":
            message = f"This PaymentIntent is not processing: it has a status of {intent['status']}."
            raise UnexpectedState(message, payment_intent=intent)
        method = simulator.store.get("payment_method", intent["payment_method"])
        account = payment_methods.find_account(simulator, method)
        failures = {None: account.failure, "succeeded": None, "failed": account.failure or "insufficient_funds"}
        return payments.settle(simulator, intent, account, failures[outcome])


def settle_refund(simulator: Simulator, identifier: str, body: Body) -> object:
    """Settle a refund with the given `outcome`; by default a pending one succeeds, and one that has succeeded fails."""
    with simulator.store.lock:
        refund = simulator.store.get("refund", identifier)
        choices = OUTCOMES if refund["status"] == "pending" else OUTCOMES[::-1]
        return refunds.settle(simulator, refund, read_choice(body, "outcome", choices))


def open_dispute(simulator: Simulator, identifier: str, body: Body) -> object:
    """Open a dispute against a charge, with one of Stripe's dispute reasons as `reason`."""
    with simulator.store.lock:
        charge = simulator.store.get("charge", identifier)
        return disputes.open_dispute(simulator, charge, str(body.get("reason", "fraudulent")))


def close_dispute(simulator: Simulator, identifier: str, body: Body) -> object:
    """Decide a dispute as its bank: with the `outcome` `"won"`, the default, or `"lost"`."""
    outcome = read_choice(body, "outcome", ("won", "lost"))
    with simulator.store.lock:
        return disputes.decide(simulator, simulator.store.get("dispute", identifier), outcome, NO_REQUEST)
