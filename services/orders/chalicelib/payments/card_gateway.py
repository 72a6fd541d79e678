"""Customers and their saved cards at Stripe, through its own SDK.

The payment form gets them by a customer session, as Stripe documents it ("Save payment details during payment"): the
form asks for consent, and a card that was saved with it is shown again.
"""

from functools import cache
from typing import Any

from chalicelib.payments.saved_cards import SavedCard
from chalicelib.payments.stripe_errors import ResourceMissing, translate_stripe_errors
from chalicelib.payments.stripe_gateway import stripe_client

MOST_CARDS = 10  # that the payment form shows
SHOWN = {"type": "card", "allow_redisplay": "always", "limit": 100}
PAYMENT_FORM = {
    "payment_element": {
        "enabled": True,
        "features": {
            "payment_method_redisplay": "enabled",
            "payment_method_redisplay_limit": MOST_CARDS,
            "payment_method_save": "enabled",
            "payment_method_save_usage": "on_session",  # the customer is always there when a saved card pays
            "payment_method_remove": "enabled",
        },
    }
}


class StripeCardGateway:
    """The customers of our account at Stripe. Every method raises Unavailable when Stripe cannot be reached."""

    def __init__(self, stripe: Any) -> None:
        self._stripe = stripe

    def create_customer(self, customer: str, *, replaces: str | None) -> str:
        """Create the customer and return its id; a repeat returns the same one. Stripe learns our id and nothing else.

        `replaces` is the one that is missing at Stripe, whose idempotency key would bring it back.
        """
        key = f"customer:{customer}:{replaces or 'first'}"
        with translate_stripe_errors():
            created = self._stripe.customers.create({"metadata": {"customer": customer}}, {"idempotency_key": key})
            return str(created.id)

    def create_session(self, stripe_id: str) -> str | None:
        """Return the secret of a new session of the payment form; None when Stripe has no such customer."""
        params = {"customer": stripe_id, "components": PAYMENT_FORM}
        try:
            with translate_stripe_errors():
                return str(self._stripe.customer_sessions.create(params).client_secret)
        except ResourceMissing:
            return None

    def list_cards(self, stripe_id: str) -> list[SavedCard]:
        """Return the cards that may be shown again, the latest first; none when Stripe has no such customer."""
        try:
            with translate_stripe_errors():
                page = self._stripe.customers.payment_methods.list(stripe_id, SHOWN)
                return [_to_saved_card(each.to_dict()) for each in page.auto_paging_iter()]
        except ResourceMissing:
            return []

    def remove_card(self, stripe_id: str, card_id: str) -> None:
        """Detach the card from this customer; one that is not this customer's stays as it is."""
        try:
            with translate_stripe_errors():
                self._stripe.customers.payment_methods.retrieve(stripe_id, card_id)
                self._stripe.payment_methods.detach(card_id)
        except ResourceMissing:
            return

    def delete_customer(self, stripe_id: str) -> None:
        """Delete the customer for good, with the saved cards; one that is gone is no error."""
        try:
            with translate_stripe_errors():
                self._stripe.customers.delete(stripe_id)
        except ResourceMissing:
            return


def _to_saved_card(method: dict[str, Any]) -> SavedCard:
    card = method["card"]
    return SavedCard(
        card_id=method["id"],
        brand=card.get("display_brand") or card["brand"],
        last4=card["last4"],
        exp_month=card["exp_month"],
        exp_year=card["exp_year"],
    )


@cache
def card_gateway() -> StripeCardGateway:
    """Return Stripe with this stage's key: at its own address, or at the simulator's."""
    return StripeCardGateway(stripe_client())
