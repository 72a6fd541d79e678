"""The details of a card or a bank account in a payment method, which never hold the whole number."""

import hashlib

from stripe_simulator.bank import bank_debits
from stripe_simulator.bank.bank_debits import BankAccount
from stripe_simulator.bank.cards import Card
from stripe_simulator.protocol.documents import Document


def card_details(card: Card, month: int, year: int, cvc_check: str | None) -> Document:
    """Return a card's details; `cvc_check` is None when no security code was sent."""
    return {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": cvc_check},
        "country": card.country,
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": _fingerprint(card.number),
        "funding": card.funding,
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": card.brand != "amex"},
        "wallet": None,
    }


def account_details(account: BankAccount) -> Document:
    """Return a bank account's details."""
    return {
        "fingerprint": _fingerprint(account.number),
        "last4": account.number[-4:],
        "sort_code": bank_debits.SORT_CODE,
    }


def _fingerprint(number: str) -> str:
    """Hash a number: equal for all payment methods of one card, as at Stripe."""
    return hashlib.sha256(number.encode()).hexdigest()[:16]
