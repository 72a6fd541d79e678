"""Giving money back: what it does to the refund, the charge and the balance."""

from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance, payment_methods
from stripe_simulator.protocol.errors import Document
from stripe_simulator.protocol.request import NOBODY
from stripe_simulator.simulator import Simulator


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
