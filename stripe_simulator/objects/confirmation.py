"""Confirmation of a payment intent: it succeeds, is declined, is processing, or requires authentication."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from stripe_simulator.bank.cards import Card
from stripe_simulator.bank.declines import AUTHENTICATION_REQUIRED
from stripe_simulator.ids import new_id
from stripe_simulator.objects import payment_methods, payments
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter, StripeError, UnexpectedState
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator


@dataclass(frozen=True)
class ConfirmOptions:
    """The caller's options for a payment that requires authentication."""

    return_url: str | None
    use_stripe_sdk: bool
    error_on_action: bool


def read_options(parameters: Parameters) -> ConfirmOptions:
    """Read the options; off-session no customer can authenticate, so any required action is an error."""
    off_session = parameters.text("off_session") in ("true", "one_off", "recurring")
    return ConfirmOptions(
        _return_url(parameters),
        parameters.flag("use_stripe_sdk") or False,
        off_session or parameters.flag("error_on_requires_action") or False,
    )


def _return_url(parameters: Parameters) -> str | None:
    """Read the return URL; letters other than ASCII must be percent-encoded."""
    url = parameters.text("return_url")
    if url is not None and (not url.isascii() or not urlsplit(url).scheme):
        raise InvalidParameter("Not a valid URL", param="return_url", code="url_invalid")
    return url


def check_status(intent: Document) -> None:
    """Raise UnexpectedState for an intent that has ended or is processing."""
    if intent["status"] == "succeeded":
        raise UnexpectedState(
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
            payment_intent=intent,
        )
    if intent["status"] not in ("requires_payment_method", "requires_confirmation", "requires_action"):
        raise UnexpectedState(
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}. Only a "
            "PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, "
            "requires_action.",
            payment_intent=intent,
        )


def check_method(intent: Document, options: ConfirmOptions) -> None:
    """Raise StripeError for an intent without a payment method, or without the return URL that it needs."""
    if intent["payment_method"] is None:
        raise UnexpectedState(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
            "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a "
            "payment method or ConfirmationToken.",
            payment_intent=intent,
        )
    automatic = intent["automatic_payment_methods"]
    may_redirect = automatic and automatic["allow_redirects"] == "always"
    if may_redirect and not options.return_url and not options.use_stripe_sdk:
        raise StripeError(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of "
            "these payment methods might redirect your customer off of your page, you must provide a `return_url`. "
            "If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to "
            "`true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and "
            "Payment Intents.",
            payment_intent=intent,
        )


def attempt(simulator: Simulator, intent: Document, options: ConfirmOptions, cause: Document) -> Document:
    """Charge the payment method and return the intent; a decline updates the intent and raises CardDeclined."""
    method = simulator.store.get("payment_method", intent["payment_method"])
    intent = simulator.store.change("payment_intent", intent, last_payment_error=None, next_action=None)
    if method["type"] == "bacs_debit":
        return payments.start_processing(simulator, intent, method, cause)
    card = payment_methods.find_card(simulator, method)
    if _needs_authentication(card, intent):
        if options.error_on_action:
            raise payments.decline(simulator, intent, method, AUTHENTICATION_REQUIRED, cause)
        return _require_action(simulator, intent, options, cause)
    if card.decline:
        raise payments.decline(simulator, intent, method, card.decline, cause)
    return payments.charge_card(simulator, intent, method, card, cause)


def _needs_authentication(card: Card, intent: Document) -> bool:
    requested = intent["payment_method_options"]["card"]["request_three_d_secure"] != "automatic"
    return card.authentication == "always" or (card.authentication == "when asked for" and requested)


def _require_action(simulator: Simulator, intent: Document, options: ConfirmOptions, cause: Document) -> Document:
    action = _next_action(simulator.public_url, intent, options)
    intent = simulator.store.change("payment_intent", intent, status="requires_action", next_action=action)
    simulator.publish("payment_intent.requires_action", intent, cause)
    return intent


def _next_action(public_url: str, intent: Document, options: ConfirmOptions) -> Document:
    page = f"{public_url}/3d_secure_2/hosted?payment_intent={intent['id']}"
    page += f"&payment_intent_client_secret={intent['client_secret']}"
    if options.return_url and not options.use_stripe_sdk:
        redirect = {"return_url": options.return_url, "url": page}
        return {"redirect_to_url": redirect, "type": "redirect_to_url"}
    instructions = {"source": new_id("src_1"), "stripe_js": page, "type": "three_d_secure_redirect"}
    return {"type": "use_stripe_sdk", "use_stripe_sdk": instructions}
