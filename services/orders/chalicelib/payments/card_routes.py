"""The routes of a customer's saved cards."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import Unavailable
from bookstore.field_types import whole
from bookstore.identity import Customer
from chalicelib.blueprint import api
from chalicelib.payments import saved_cards
from chalicelib.payments.card_gateway import card_gateway
from chalicelib.payments.customer_repository import stripe_customers
from chalicelib.payments.saved_cards import SavedCard

CardId = Annotated[str, Meta(pattern=whole("pm_[A-Za-z0-9_]{1,100}"), description="Stripe's id of the card")]


class PaymentSessionResponse(Struct, frozen=True):
    """The secret with which Stripe's payment form shows the customer's saved cards, and offers to save another."""

    client_secret: str


class SavedCardsResponse(Struct, frozen=True):
    """The customer's saved cards, the latest first."""

    items: list[SavedCard]


@api.post("/customers/me/payment-session", raises=(AccountClosed, Unavailable))
def start_payment_session(customer: Customer) -> PaymentSessionResponse:
    """Start a session of Stripe's payment form for the customer; its secret is valid for half an hour."""
    stripe_customers().require_open(customer.id)
    secret = saved_cards.start_session(customer.id, stripe_customers=stripe_customers(), cards=card_gateway())
    return PaymentSessionResponse(secret)


@api.get("/customers/me/cards", raises=(Unavailable,))
def list_cards(customer: Customer) -> SavedCardsResponse:
    """List the cards that the customer agreed to have saved."""
    return SavedCardsResponse(
        saved_cards.list_cards(customer.id, stripe_customers=stripe_customers(), cards=card_gateway())
    )


@api.delete("/customers/me/cards/{card_id}", status=204, raises=(Unavailable,))
def remove_card(card_id: CardId, customer: Customer) -> None:
    """Remove a saved card; a repeat changes nothing."""
    saved_cards.remove_card(customer.id, card_id, stripe_customers=stripe_customers(), cards=card_gateway())
