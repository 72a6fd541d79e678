"""Stripe's test cards and their behaviour when charged (https://docs.stripe.com/testing)."""

from dataclasses import dataclass

from stripe_simulator.bank.declines import (
    EXPIRED_CARD,
    FRAUDULENT,
    GENERIC,
    INSUFFICIENT_FUNDS,
    LOST_CARD,
    PROCESSING_ERROR,
    STOLEN_CARD,
    VELOCITY_EXCEEDED,
    WRONG_CVC,
    Decline,
)
from stripe_simulator.protocol.errors import CardDeclined


@dataclass(frozen=True)
class Card:
    """A test card; `authentication` is `never`, `when asked for` or `always`, `refund` what becomes of a refund to it:
    `succeeded` at once, `pending` first, or `failed` after it has succeeded."""

    token: str
    number: str
    brand: str = "visa"
    country: str = "US"
    funding: str = "credit"
    decline: Decline | None = None
    authentication: str = "never"
    dispute: str | None = None
    refund: str = "succeeded"


CARDS = (
    Card("pm_card_visa", "4242424242424242"),
    Card("pm_card_visa_debit", "4000056655665556", funding="debit"),
    Card("pm_card_mastercard", "5555555555554444", "mastercard"),
    Card("pm_card_mastercard_debit", "5200828282828210", "mastercard", funding="debit"),
    Card("pm_card_mastercard_prepaid", "5105105105105100", "mastercard", funding="prepaid"),
    Card("pm_card_amex", "378282246310005", "amex"),
    Card("pm_card_discover", "6011111111111117", "discover"),
    Card("pm_card_diners", "3056930009020004", "diners"),
    Card("pm_card_jcb", "3566002020360505", "jcb", "JP"),
    Card("pm_card_unionpay", "6200000000000005", "unionpay", "CN"),
    Card("pm_card_gb", "4000008260000000", country="GB"),
    Card("pm_card_gb_debit", "4000058260000005", country="GB", funding="debit"),
    Card("pm_card_bypassPending", "4000000000000077"),
    Card("pm_card_visa_chargeDeclined", "4000000000000002", decline=GENERIC),
    Card("pm_card_visa_chargeDeclinedInsufficientFunds", "4000000000009995", decline=INSUFFICIENT_FUNDS),
    Card("pm_card_visa_chargeDeclinedLostCard", "4000000000009987", decline=LOST_CARD),
    Card("pm_card_visa_chargeDeclinedStolenCard", "4000000000009979", decline=STOLEN_CARD),
    Card("pm_card_chargeDeclinedExpiredCard", "4000000000000069", decline=EXPIRED_CARD),
    Card("pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", decline=WRONG_CVC),
    Card("pm_card_chargeDeclinedProcessingError", "4000000000000119", decline=PROCESSING_ERROR),
    Card("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "4000000000006975", decline=VELOCITY_EXCEEDED),
    Card("pm_card_chargeCustomerFail", "4000000000000341", decline=GENERIC),
    Card("pm_card_radarBlock", "4100000000000019", decline=FRAUDULENT),
    Card("pm_card_threeDSecure2Required", "4000000000003220", country="IE", authentication="always"),
    Card("pm_card_threeDSecureRequired", "4000000000003063", authentication="always"),
    Card("pm_card_authenticationRequired", "4000002760003184", country="DE", authentication="always"),
    Card("pm_card_authenticationRequiredOnSetup", "4000002500003155", country="FR", authentication="always"),
    Card(
        "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
        "4000008260003178",
        country="GB",
        authentication="always",
        decline=INSUFFICIENT_FUNDS,
    ),
    Card(
        "pm_card_threeDSecureRequiredChargeDeclined",
        "4000008400001629",
        authentication="always",
        decline=GENERIC,
    ),
    Card("pm_card_threeDSecureRequiredProcessingError", "4000008400001280", decline=GENERIC),
    Card("pm_card_threeDSecureOptional", "4000000000003055", authentication="when asked for"),
    Card("pm_card_createDispute", "4000000000000259", dispute="fraudulent"),
    Card("pm_card_createDisputeProductNotReceived", "4000000000002685", dispute="product_not_received"),
    Card("pm_card_pendingRefund", "4000000000007726", refund="pending"),
    Card("pm_card_refundFail", "4000000000005126", refund="failed"),
)

NUMBER_LENGTHS = range(12, 20)
"""The numbers of digits that a card number may have."""

_SHORT_NAMES = {
    "pm_card_chargeDeclined": "pm_card_visa_chargeDeclined",
    "pm_card_chargeDeclinedInsufficientFunds": "pm_card_visa_chargeDeclinedInsufficientFunds",
    "pm_card_chargeDeclinedLostCard": "pm_card_visa_chargeDeclinedLostCard",
    "pm_card_chargeDeclinedStolenCard": "pm_card_visa_chargeDeclinedStolenCard",
}
BY_TOKEN = {card.token: card for card in CARDS}
_BY_NUMBER = {card.number: card for card in CARDS}


def find_by_token(token: str) -> Card | None:
    """Return the card of a token such as pm_card_visa, or of the older form tok_visa; None if there is none."""
    if token.startswith("tok_"):
        token = f"pm_card_{token.removeprefix('tok_')}"
    return BY_TOKEN.get(_SHORT_NAMES.get(token, token))


def find_by_number(number: str) -> Card:
    """Return the test card with this number; raise CardDeclined, as Stripe does, for any other number.

    Real card numbers are therefore never stored.
    """
    card = _BY_NUMBER.get(number)
    if card:
        return card
    if not _passes_luhn_check(number):
        raise CardDeclined("Your card number is incorrect.", code="incorrect_number", param="number")
    raise CardDeclined(
        "Your card was declined. Your request was in test mode, but used a non test (live) card. "
        "For a list of valid test cards, visit: https://stripe.com/docs/testing.",
        code="card_declined",
        decline_code="test_mode_live_card",
    )


def _passes_luhn_check(number: str) -> bool:
    """Tell whether the number has a plausible length and a valid Luhn check digit."""
    if not number.isdecimal() or len(number) not in NUMBER_LENGTHS:
        return False
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0
