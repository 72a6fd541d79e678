"""Letters about orders as they really become: no word about a card in any of them, and to whom they go."""

import re

import pytest

from bookstore.events import OrderPaid
from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import PERSUASION, line, published


def mails_of(order_id: str):
    from chalicelib.emails.email import compose_emails
    from chalicelib.orders.repository import orders

    return compose_emails(orders().find(order_id))


def test_no_letter_knows_a_card(counter):
    counter.add_book(PERSUASION, title="Persuasion", price=850)
    order_id = counter.paid(line(PERSUASION, 1, 850))
    path = {"order_id": order_id}
    counter.staff("POST", "/orders/{order_id}/ship", path, {"carrier": "Royal Mail", "tracking": "RM 1"})
    counter.refund(order_id)
    written = " ".join(part for mail in mails_of(order_id) for part in (mail.text, mail.html)).lower()
    assert len(mails_of(order_id)) == 3
    assert not re.search(r"visa|mastercard|4242|pm_card|pi_|_secret_|\bcard\b", written)
    assert send_request(counter.app, "GET", "/orders", claims=None).status == 401


def mails_after_payment(counter, post, claims) -> list[list[str]]:
    counter.add_book()
    order_id = counter.paid(claims=claims)
    counter.consume(published(OrderPaid, order_id))
    return [to for to, _ in post.sent]


def test_a_receipt_goes_to_the_verified_address(counter, post):
    assert mails_after_payment(counter, post, CUSTOMER) == [[CUSTOMER["email"]]]


@pytest.mark.parametrize("verified", ["false", "", None, "no"])
def test_nothing_goes_to_an_address_that_was_typed_and_not_verified(counter, post, verified):
    """B4. Who signs up with somebody else's address has no letter sent to them."""
    assert mails_after_payment(counter, post, {**CUSTOMER, "email_verified": verified}) == []


def test_nobody_types_where_an_orders_letters_go(counter):
    counter.add_book()
    refused = counter.place(email="somebody-else@bookstore.example")
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "email")
