"""The reasons for which banks decline a card, with Stripe's codes and messages."""

from dataclasses import dataclass

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined


@dataclass(frozen=True)
class Decline:
    """A reason for declining a card; `code` is Stripe's error code, `decline_code` the more precise one."""

    code: str
    decline_code: str
    message: str = "Your card was declined."
    param: str | None = None
    advice: str | None = None
    blocked: bool = False


GENERIC = Decline("card_declined", "generic_decline", advice="try_again_later")
INSUFFICIENT_FUNDS = Decline(
    "card_declined", "insufficient_funds", "Your card has insufficient funds.", advice="try_again_later"
)
LOST_CARD = Decline("card_declined", "lost_card", advice="do_not_try_again")
STOLEN_CARD = Decline("card_declined", "stolen_card", advice="do_not_try_again")
EXPIRED_CARD = Decline("expired_card", "expired_card", "Your card has expired.", "exp_month", "confirm_card_data")
WRONG_CVC = Decline(
    "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc", "confirm_card_data"
)
PROCESSING_ERROR = Decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    advice="try_again_later",
)
VELOCITY_EXCEEDED = Decline(
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
)
FRAUDULENT = Decline("card_declined", "fraudulent", blocked=True)
AUTHENTICATION_REQUIRED = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)


def decline_error(decline: Decline, **details: Document | str) -> CardDeclined:
    """Build the error to raise for a decline; `details` holds the charge and the payment method."""
    return CardDeclined(
        decline.message,
        code=decline.code,
        param=decline.param,
        decline_code=decline.decline_code,
        advice_code=decline.advice,
        **details,
    )
