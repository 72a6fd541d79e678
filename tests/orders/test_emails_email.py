"""Letters: which are due, what a receipt adds up to, in plain text and in HTML alike."""

import re

import pytest
from msgspec import structs

from chalicelib.emails.email import compose_emails
from chalicelib.orders.order import HistoryEntry, Shipment
from chalicelib.pricing.totals import price_lines
from tests.orders.builders import EMMA, FILE, LATER, NOON, PERSUASION, coupon, line, order, refund

SUM = re.compile(r"^  (?P<what>.+?) +(?P<amount>-?£\d+\.\d\d)$", re.MULTILINE)
ROW = re.compile(r"<tr><td>(.*?)</td><td align='right'>(.*?)</td></tr>")
BOUGHT = (line(EMMA, 2), line(PERSUASION, 1, 850, title="Persuasion <& more>"))
SHIPPED = (HistoryEntry(at=NOON, what="shipped", who="staff:1"),)


def paid(*lines, country="GB", using=None, **what):
    sold, totals = price_lines(lines or BOUGHT, country=country, method="standard", coupon=using)
    return order(*sold, status="paid", totals=totals, **what)


def receipt(*lines, **what):
    (mail,) = compose_emails(paid(*lines, **what))
    return mail


def sums(mail):
    return {found["what"]: found["amount"] for found in SUM.finditer(mail.text)}


def shipped_text(**how):
    return compose_emails(paid(history=SHIPPED, shipment=Shipment(**how)))[-1].text


def test_a_receipt_says_what_was_bought_and_what_it_came_to():
    assert sums(receipt(using=coupon("percent", 10))) == {
        "2 × Emma": "£20.00",
        "1 × Persuasion <& more>": "£8.50",
        "Books": "£28.50",
        "Discount": "-£2.85",
        "Delivery": "£2.99",
        "Total": "£28.64",
    }


def test_a_receipt_begins_with_the_order_and_the_sum():
    opening = "Thank you for your order o-1. We have received your payment of £31.49."
    assert receipt().text.splitlines()[0] == opening


def test_a_receipt_without_a_coupon_says_nothing_of_a_discount():
    assert "Discount" not in receipt().text


def test_html_and_text_say_the_same():
    written = receipt(using=coupon("percent", 10))
    shown = {
        what.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"): amount
        for what, amount in ROW.findall(written.html)
    }
    assert shown == sums(written)


def test_a_letter_in_html_is_paragraphs_around_a_table():
    mail = compose_emails(paid(line(EMMA), history=SHIPPED))[1]
    assert mail.html == (
        "<p>Your order o-1 has been shipped.</p>"
        "<table><tr><td>1 × Emma</td><td align='right'>£10.00</td></tr></table>"
        "<p>Kind regards, Catchword</p>"
    )


def test_a_title_is_no_markup():
    assert "Persuasion &lt;&amp; more&gt;" in receipt().html


@pytest.mark.parametrize(
    ("country", "name", "expected"),
    [
        ("DE", "Includes tax", "£0.65"),
        ("DE", "Total", "£10.00"),
        ("DE", "Tax", None),
        ("CA", "Tax", "£0.50"),
        ("CA", "Total", "£10.50"),
        ("CA", "Includes tax", None),
        ("GB", "Includes tax", None),
        ("GB", "Tax", None),
    ],
)
def test_tax_is_shown_as_included_or_added(country, name, expected):
    assert sums(receipt(line(FILE), country=country)).get(name) == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, "Your order o-1 has been shipped."),
        ({"carrier": "Royal Mail"}, "Your order o-1 has been shipped with Royal Mail."),
        ({"tracking": "RM 1"}, "Your order o-1 has been shipped. The tracking number is RM 1."),
        (
            {"carrier": "Royal Mail", "tracking": "RM 1"},
            "Your order o-1 has been shipped with Royal Mail. The tracking number is RM 1.",
        ),
    ],
    ids=str,
)
def test_a_parcel_is_announced_with_what_is_known_of_its_way(how, expected):
    assert shipped_text(**how).splitlines()[0] == expected


def test_a_refund_is_written_about_with_its_sum():
    _, mail = compose_emails(paid(refunds=(refund((EMMA, 1), amount=900),)))
    assert mail.text.splitlines()[0] == "We have refunded £9.00 for your order o-1."


def test_a_refund_is_written_about_with_its_copies():
    _, mail = compose_emails(paid(refunds=(refund((EMMA, 1), amount=900),)))
    assert mail.text.splitlines()[2].strip() == "1 × Emma"


@pytest.mark.parametrize("status", ["requested", "failed"])
def test_nothing_is_written_about_a_refund_that_did_not_succeed(status):
    assert [mail.name for mail in compose_emails(paid(refunds=(refund(status=status),)))] == ["paid"]


def test_each_letter_has_its_own_name():
    refunds = (refund(refund_id="r-1"), refund(refund_id="r-2"))
    written = compose_emails(paid(history=SHIPPED, refunds=refunds))
    assert [mail.name for mail in written] == ["paid", "shipped", "refund-r-1", "refund-r-2"]


def test_each_letter_says_what_it_is_about():
    written = compose_emails(paid(history=SHIPPED, refunds=(refund(),)))
    subjects = ["Your Catchword order is confirmed", "Your order has been shipped", "Your refund from Catchword"]
    assert [mail.subject for mail in written] == subjects


def test_an_order_that_waits_for_its_money_has_no_letter_yet():
    assert compose_emails(order()) == []


def test_an_order_of_another_system_has_no_letters():
    assert compose_emails(paid(payment="imported", history=SHIPPED, refunds=(refund(),))) == []


def test_a_letter_ends_with_regards():
    assert receipt().text.endswith("\n\nKind regards, Catchword\n")


def test_a_receipt_confirms_the_consent_to_get_digital_books_at_once():
    mail = receipt(line(FILE), digital_consent_at=NOON)
    confirmed = "On 24 November 2026 you asked to get your e-books and audiobooks immediately, and agreed that"
    assert confirmed in mail.text
    assert confirmed in mail.html


def test_a_receipt_without_digital_books_says_nothing_of_a_consent():
    assert "agreed" not in receipt().text


def test_a_parcel_is_announced_with_its_books():
    assert "2 × Emma" in shipped_text()


def test_letters_stay_due_after_the_order_went_on():
    delivered = structs.replace(paid(history=SHIPPED, changed_at=LATER), status="delivered")
    assert [mail.name for mail in compose_emails(delivered)] == ["paid", "shipped"]


def test_a_refund_that_the_bank_returned_is_told_and_no_longer_said_to_be_sent():
    failed = refund((EMMA, 1), status="failed", settled_at=NOON, failed_at=LATER)
    mails = compose_emails(paid(refunds=(failed,)))
    assert [mail.name for mail in mails] == ["paid", "refund-failed-r-1"]
    assert mails[1].subject == "Your refund from Catchword did not arrive"
    assert mails[1].text.splitlines()[0] == (
        "Your bank has sent the refund of £10.00 for order o-1 back to us. "
        "The money is still yours: we will write to you about another way to pay it back."
    )


def test_a_refund_that_was_never_said_to_be_sent_fails_without_an_email():
    failed = refund((EMMA, 1), status="failed", settled_at=NOON)
    assert [mail.name for mail in compose_emails(paid(refunds=(failed,)))] == ["paid"]


def test_the_receipt_of_an_e_book_links_to_its_download():
    (mail,) = compose_emails(paid(line(FILE)), url="https://shop.example")
    link = "Your e-books and audiobooks are ready to download: https://shop.example/account/e-books"
    assert link in mail.text
    assert link in mail.html


def test_the_receipt_of_printed_books_has_no_link_to_downloads():
    (mail,) = compose_emails(paid(line(EMMA)), url="https://shop.example")
    assert "/account/e-books" not in mail.text
