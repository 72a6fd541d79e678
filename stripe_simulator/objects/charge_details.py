"""The nested objects of a charge: the network's outcome and the payment method's details."""

import uuid

from stripe_simulator.bank.declines import Decline
from stripe_simulator.protocol.documents import Document


def approved_outcome() -> Document:
    """Return the outcome of an approved payment."""
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": "Payment complete.",
        "type": "authorized",
    }


def declined_outcome(reason: Decline) -> Document:
    """Return the outcome of a payment that the network declined or that Stripe blocked before it."""
    outcome = {**approved_outcome(), "advice_code": reason.advice, "reason": reason.decline_code}
    if reason.blocked:
        return {
            **outcome,
            "network_status": "not_sent_to_network",
            "reason": "highest_risk_level",
            "risk_level": "highest",
            "risk_score": 90,
            "seller_message": "Stripe blocked this payment as too risky.",
            "type": "blocked",
        }
    return {
        **outcome,
        "network_status": "declined_by_network",
        "seller_message": "The bank did not return any further details with this decline.",
        "type": "issuer_declined",
    }


def method_details(method: Document, amount: int, authenticated: bool) -> Document:
    """Return the payment method's details at the time of the charge."""
    if method["type"] == "bacs_debit":
        return {"type": "bacs_debit", "bacs_debit": {**method["bacs_debit"], "mandate": None}}
    card = method["card"]
    copied = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "wallet",
    )
    return {
        "type": "card",
        "card": {
            **{name: card[name] for name in copied},
            "amount_authorized": amount,
            "authorization_code": "123456",
            "extended_authorization": {"status": "disabled"},
            "incremental_authorization": {"status": "unavailable"},
            "installments": None,
            "mandate": None,
            "multicapture": {"status": "unavailable"},
            "network": card["brand"],
            "network_token": {"used": False},
            "network_transaction_id": None,
            "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
            "regulated_status": card["regulated_status"],
            "three_d_secure": _authentication() if authenticated else None,
            "transaction_link_id": None,
        },
    }


def _authentication() -> Document:
    return {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": None,
        "result": "authenticated",
        "result_reason": None,
        "transaction_id": str(uuid.uuid4()),
        "version": "2.2.0",
    }
