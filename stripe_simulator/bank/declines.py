"""Why banks say no, and how Stripe passes it on."""

from dataclasses import dataclass

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import CardDeclined


@dataclass(frozen=True)
class Decline:
    """Why a bank says no; `code` is the family, `decline_code` the reason within it."""

    code: str
    decline_code: str
    message: str = "Your card was declined."
    param: str | None = None
    advice: str | None = None
    blocked: bool = False


GENERIC = Decline("card_declined", "generic_decline", advice="try_again_later")
NO_FUNDS = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.", advice="try_again_later")
LOST = Decline("card_declined", "lost_card", advice="do_not_try_again")
STOLEN = Decline("card_declined", "stolen_card", advice="do_not_try_again")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.", "exp_month", "confirm_card_data")
WRONG_CVC = Decline(
    "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc", "confirm_card_data"
)
PROCESSING_ERROR = Decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    advice="try_again_later",
)
TOO_OFTEN = Decline(
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


def declined(decline: Decline, **more: Document | str) -> CardDeclined:
    """The error to raise for a decline; `more` names the charge and the method."""
    return CardDeclined(
        decline.message,
        code=decline.code,
        param=decline.param,
        decline_code=decline.decline_code,
        advice_code=decline.advice,
        **more,
    )
