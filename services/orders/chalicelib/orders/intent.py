"""A payment intent: the few facts of Stripe's that decide anything here, and what a customer reads of a decline."""

from typing import Literal

from msgspec import Struct

Dispute = Literal["open", "won", "lost"]
MISSING = "missing"
UNSUCCESSFUL = frozenset({"failed", "canceled"})


class RefundOutcome(Struct, frozen=True, kw_only=True):
    """A refund as it stands at Stripe; `refund_id` is ours, and empty for one that this shop did not make."""

    stripe_id: str
    status: str
    refund_id: str = ""
    amount: int = 0


class Intent(Struct, frozen=True, kw_only=True):
    """Stripe's PaymentIntent. `order_id` and `customer` come from its metadata, `dispute` sums up all of its disputes.

    The status is Stripe's, or `missing` for an intent that Stripe does not have (any more): it can never be paid.
    """

    intent_id: str
    status: str
    amount: int = 0
    currency: str = ""
    order_id: str = ""
    customer: str = ""
    received: int = 0
    refunds: tuple[RefundOutcome, ...] = ()
    dispute: Dispute | None = None
    decline_code: str | None = None
    client_secret: str | None = None

    @property
    def is_missing(self) -> bool:
        """Whether Stripe does not have it: the account was reset, or the key is another account's."""
        return self.status == MISSING

    @property
    def refunded(self) -> int:
        """What is refunded at Stripe or about to be, in minor units, whoever made the refunds."""
        return sum(refund.amount for refund in self.refunds if refund.status not in UNSUCCESSFUL)


DECLINE_MESSAGES = {
    "insufficient_funds": "There is not enough money on this card. Please try another one.",
    "expired_card": "This card has expired. Please try another one.",
    "incorrect_cvc": "The security code is not right. Please check it and try again.",
    "incorrect_number": "The card number is not right. Please check it and try again.",
    "processing_error": "The bank could not be reached. Nothing was charged; please try again in a moment.",
    "payment_intent_authentication_failure": "The bank could not confirm that it was you. Please try again.",
    "authentication_required": "The bank wants to know that it is you. Please try again and confirm it there.",
    "try_again_later": "The bank could not decide just now. Please try again in a moment.",
}
DEFAULT_DECLINE_MESSAGE = "The bank declined this card. Please try another one, or ask your bank."


def decline_message(decline_code: str | None) -> str | None:
    """Return what the customer reads of a decline: no more than helps, and never why a bank distrusts a card."""
    return DECLINE_MESSAGES.get(decline_code, DEFAULT_DECLINE_MESSAGE) if decline_code else None
