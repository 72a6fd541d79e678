"""Receipts: the sums of the order, in plain text and in HTML, and no word about a card."""

import re

import pytest

from tests.gateway import ask
from tests.orders.counter import ADDRESS, EMMA, FILE, PERSUASION, line

SUM = re.compile(r"^  (?P<what>.+?) +(?P<amount>-?£\d+\.\d\d)$", re.MULTILINE)
ROW = re.compile(r"<tr><td>(.*?)</td><td align='right'>(.*?)</td></tr>")


def letters_of(order_id: str):
    from chalicelib.model.letters import letters
    from chalicelib.store.orders import orders

    return letters(orders().find(order_id))


def sums(text: str) -> dict[str, str]:
    return {found["what"]: found["amount"] for found in SUM.finditer(text)}


@pytest.fixture
def order_id(counter):
    counter.sells()
    counter.sells(PERSUASION, title="Persuasion <& more>", price=850)
    counter.staff("PUT", "/coupons/{code}", {"code": "TENTH"}, {"kind": "percent", "amount": 10})
    return counter.paid(line(EMMA, 2), line(PERSUASION, 1, 850), coupon="TENTH")


def test_a_receipt_says_what_was_bought_and_what_it_came_to(order_id):
    (receipt,) = letters_of(order_id)
    assert sums(receipt.text) == {
        "2 × Emma": "£20.00",
        "1 × Persuasion <& more>": "£8.50",
        "Books": "£28.50",
        "Discount": "-£2.85",
        "Post and packing": "£2.99",
        "Total": "£28.64",
    }
    assert f"{order_id}. We have received £28.64." in receipt.text


def test_html_and_text_say_the_same_and_titles_are_no_markup(order_id):
    (receipt,) = letters_of(order_id)
    told = sums(receipt.text)
    assert "Persuasion &lt;&amp; more&gt;" in receipt.html
    shown = {what.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"): amount
             for what, amount in ROW.findall(receipt.html)}  # fmt: skip
    assert shown == told


def test_tax_is_shown_as_included_or_added(counter):
    counter.sells(FILE)
    order_ids = [
        counter.paid(line(FILE), key=country, address=ADDRESS | {"country": country}) for country in ("DE", "CA")
    ]
    included, added = (sums(letters_of(order_id)[0].text) for order_id in order_ids)
    assert (included["Tax included"], included["Total"]) == ("£0.65", "£10.00")
    assert (added["Tax"], added["Total"]) == ("£0.50", "£10.50")


def test_a_refund_is_written_about_with_what_went_back(counter, order_id):
    counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}])
    _, refund = letters_of(order_id)
    assert refund.subject == "Your refund from Catchword"
    assert f"For order {order_id} we have sent £9.00 back to you." in refund.text
    assert "1 × Emma" in refund.text


def test_no_letter_knows_a_card(counter, order_id):
    path = {"order_id": order_id}
    counter.staff("POST", "/orders/{order_id}/ship", path, {"carrier": "Royal Mail", "tracking": "RM 1"})
    counter.refund(order_id)
    written = " ".join(part for letter in letters_of(order_id) for part in (letter.text, letter.html)).lower()
    assert len(letters_of(order_id)) == 3
    assert not re.search(r"visa|mastercard|4242|pm_card|pi_|_secret_|\bcard\b", written)
    assert ask(counter.app, "GET", "/orders", claims=None).status == 401
