"""Disputes: a customer's bank takes the money back, asks the merchant for evidence, and decides who keeps it."""

from stripe_simulator.ids import new_id
from stripe_simulator.objects import balance
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import StripeError
from stripe_simulator.protocol.messages import NO_REQUEST, Request
from stripe_simulator.protocol.pagination import paginate_by_payment
from stripe_simulator.simulator import Simulator

DAYS_FOR_EVIDENCE = 9

EVIDENCE_FIELDS = (
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
)


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one dispute."""
    return simulator.store.get("dispute", request.arguments[0])


def list_all(simulator: Simulator, request: Request) -> Document:
    """List disputes, newest first, optionally those of one `charge` or `payment_intent`."""
    return paginate_by_payment(simulator.store, "dispute", "/v1/disputes", request.parameters)


def prevents_refund(simulator: Simulator, charge: Document) -> bool:
    """Tell whether a dispute of this charge is open or lost: its money is with the customer's bank."""
    disputes = simulator.store.newest_first("dispute")
    return any(dispute["charge"] == charge["id"] and dispute["status"] != "won" for dispute in disputes)


def open_dispute(simulator: Simulator, charge: Document, reason: str) -> Document:
    """Open a dispute against a charge, which can then not be refunded; one against a bank debit is lost at once.

    Banks allow no appeal there, and a debit that fails after it has succeeded is reported as such a dispute.
    """
    now = simulator.clock.now()
    dispute = {
        "id": new_id("du_1"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE_FIELDS), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + DAYS_FOR_EVIDENCE * 24 * 3600,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": _method_details(charge),
        "reason": reason,
        "status": "needs_response",
    }
    dispute["balance_transactions"] = [balance.record_withdrawal(simulator, dispute)]
    simulator.store.put("dispute", dispute)
    simulator.store.change("charge", charge, disputed=True)
    for event in ("created", "funds_withdrawn"):
        simulator.publish(f"charge.dispute.{event}", dispute, NO_REQUEST)
    is_final = charge["payment_method_details"]["type"] == "bacs_debit"
    return decide(simulator, dispute, "lost", NO_REQUEST) if is_final else dispute


def decide(simulator: Simulator, dispute: Document, outcome: str, cause: Document) -> Document:
    """Close a dispute as `won`, which returns the money, or as `lost`; raise StripeError when it is closed already."""
    check_open(dispute)
    changes: Document = {"status": outcome}
    if outcome == "won":
        returned = balance.record_reinstatement(simulator, dispute)
        changes["balance_transactions"] = [*dispute["balance_transactions"], returned]
    previous = {"status": dispute["status"]}
    dispute = simulator.store.change("dispute", dispute, **changes)
    simulator.publish("charge.dispute.closed", dispute, cause, previous)
    if outcome == "won":
        simulator.publish("charge.dispute.funds_reinstated", dispute, cause)
    return dispute


def check_open(dispute: Document) -> None:
    """Raise StripeError for a dispute that is won or lost."""
    if dispute["status"] in ("won", "lost"):
        raise StripeError(f"This dispute is already closed: it has a status of {dispute['status']}.")


def _method_details(charge: Document) -> Document | None:
    """Return the card's details; None for a debit, of which Stripe shows none."""
    card = charge["payment_method_details"].get("card")
    if card is None:
        return None
    names = {"brand": card["brand"], "network": card["network"]}
    return {"card": {**names, "case_type": "chargeback", "network_reason_code": "10.4"}, "type": "card"}
