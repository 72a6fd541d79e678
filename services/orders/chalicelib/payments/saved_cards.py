"""Saved cards: a customer of ours is one at Stripe, which keeps the cards; the shop stores that customer's id alone.

A card is saved by the customer's consent in the payment form, never otherwise.
"""

from msgspec import Struct

from bookstore.closed_accounts import AccountClosed
from bookstore.events import CustomerDeleted
from chalicelib.ports import CardGateway, StripeCustomers


class SavedCard(Struct, frozen=True, kw_only=True):
    """A card that Stripe keeps for the customer: nothing by which it could be charged elsewhere."""

    card_id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int


def start_session(customer: str, *, stripe_customers: StripeCustomers, cards: CardGateway) -> str:
    """Return the secret with which Stripe's payment form shows and saves the customer's cards for half an hour.

    The customer at Stripe is created first where there is none, or none any more. Raises AccountClosed.
    """
    stripe_id = _ensure_customer(customer, None, stripe_customers, cards)
    secret = cards.create_session(stripe_id)
    if secret is None:
        secret = cards.create_session(_ensure_customer(customer, stripe_id, stripe_customers, cards))
    return secret or ""


def list_cards(customer: str, *, stripe_customers: StripeCustomers, cards: CardGateway) -> list[SavedCard]:
    """Return the cards that the customer agreed to have saved, the latest first."""
    stripe_id = stripe_customers.get(customer)
    return cards.list_cards(stripe_id) if stripe_id else []


def remove_card(customer: str, card_id: str, *, stripe_customers: StripeCustomers, cards: CardGateway) -> None:
    """Remove a card for good; one that is not, or no longer, this customer's is no error, and stays as it is."""
    stripe_id = stripe_customers.get(customer)
    if stripe_id:
        cards.remove_card(stripe_id, card_id)


def on_customer_deleted(event: CustomerDeleted, *, stripe_customers: StripeCustomers, cards: CardGateway) -> None:
    """Delete the customer at Stripe, and the cards with it; a repeat continues where it ended.

    The id is forgotten last: without it nobody could delete the customer at Stripe any more.
    """
    stripe_id = stripe_customers.get(event.customer)
    if stripe_id:
        cards.delete_customer(stripe_id)
        stripe_customers.remove(event.customer)


def _ensure_customer(customer: str, missing: str | None, stripe_customers: StripeCustomers, cards: CardGateway) -> str:
    """Return the stored customer at Stripe, created when there is none or the stored one is `missing` there."""
    stored = stripe_customers.get(customer)
    if stored and stored != missing:
        return stored
    created = cards.create_customer(customer, replaces=missing)
    try:
        return stripe_customers.save(customer, created, replaces=missing)
    except AccountClosed:
        cards.delete_customer(created)  # nobody else knows it
        raise
