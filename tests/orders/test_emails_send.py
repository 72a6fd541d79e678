"""Letters about orders as they really become: no word about a card in any of them."""

import re

from tests.gateway import send_request
from tests.orders.counter import PERSUASION, line


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
