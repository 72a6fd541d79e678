"""Controls of what readers and banks decide: who is authenticated, what a debit comes to, who disputes."""

from stripe_simulator.bank import three_d_secure
from stripe_simulator.controls.body import Body, choice
from stripe_simulator.objects import disputes, payment_methods, payments, refunds
from stripe_simulator.protocol.errors import UnexpectedState
from stripe_simulator.simulator import Simulator

OUTCOMES = ("succeeded", "failed")


def authenticate(simulator: Simulator, identifier: str, body: Body) -> object:
    """The reader answers the 3-D Secure question."""
    outcome = choice(body, "outcome", OUTCOMES)
    with simulator.store.lock:
        intent = simulator.store.get("payment_intent", identifier)
        return three_d_secure.authenticate(simulator, intent, outcome)


def settle_payment(simulator: Simulator, identifier: str, body: Body) -> object:
    """A processing debit ends: by its test account's habit, or by the `outcome` that is asked for."""
    outcome = choice(body, "outcome", OUTCOMES) if "outcome" in body else None
    with simulator.store.lock:
        intent = simulator.store.get("payment_intent", identifier)
        if intent["status"] != "processing":
            message = f"This PaymentIntent is not processing: it has a status of {intent['status']}."
            raise UnexpectedState(message, payment_intent=intent)
        method = simulator.store.get("payment_method", intent["payment_method"])
        account = payment_methods.account_of(simulator, method)
        failures = {None: account.failure, "succeeded": None, "failed": account.failure or "insufficient_funds"}
        return payments.settle(simulator, intent, account, failures[outcome])


def settle_refund(simulator: Simulator, identifier: str, body: Body) -> object:
    """A refund arrives at the reader, or comes back to the shop."""
    outcome = choice(body, "outcome", OUTCOMES)
    with simulator.store.lock:
        return refunds.settle(simulator, simulator.store.get("refund", identifier), outcome)


def dispute(simulator: Simulator, identifier: str, body: Body) -> object:
    """A reader's bank takes this charge back, for a `reason` in Stripe's words."""
    with simulator.store.lock:
        charge = simulator.store.get("charge", identifier)
        return disputes.open_against(simulator, charge, str(body.get("reason", "fraudulent")))
