"""From what a customer asks for to an order: priced now, then reserved, or paid at once when it costs nothing."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore.errors import Invalid
from bookstore.identity import Customer
from chalicelib.addresses.address import AddressRequest
from chalicelib.checkout.place import new_order
from chalicelib.checkout.quote import ShippingChoice, price_request
from chalicelib.checkout.requests import OrderRequest, QuoteRequest
from chalicelib.errors import CouponNotApplicable, OutOfStock
from chalicelib.orders.order import HistoryEntry
from chalicelib.pricing.totals import LineRequest
from tests.orders.builders import EMMA, FILE, NOON, PERSUASION, address_in, coupon, line, refusal, stock_item
from tests.orders.counter import ADDRESS

STOCK_ITEMS = {item.isbn: item for item in (stock_item(EMMA), stock_item(PERSUASION, price=800), stock_item(FILE))}
WHO = Customer("customer-1", "customer@bookstore.example")
GIFT = coupon("percent", 100)


def requested(isbn=EMMA, quantity=1, price=1000):
    return LineRequest(isbn=isbn, quantity=quantity, unit_price=price)


def body(*lines, country="GB", **what):
    address = address_in(country)
    return OrderRequest(lines=lines or (requested(),), address=address, **what)


def price(*lines, of=None, using=None, stock=STOCK_ITEMS, **what):
    """Quote these lines as an order to Great Britain, unless told otherwise."""
    of = of or body(*lines, **what)
    return price_request(of, of.lines, items=stock, coupon=using, now=NOON)


def place(*lines, using=None, who=WHO, **what):
    of = body(*lines, **what)
    return new_order("o-1", who, of, quote=price(of=of, using=using), coupon=using and using.code, now=NOON)


def test_a_line_is_what_the_edition_is_now():
    (sold,) = price(requested(quantity=2)).lines
    assert sold == line(EMMA, 2)


def test_a_quote_without_an_address_is_for_great_britain():
    assert price(of=QuoteRequest(lines=(requested(),))).totals.shipping == 299


def test_a_quote_with_an_address_is_for_its_country():
    assert price(country="DE").totals.shipping == 899


def test_a_quote_for_the_faster_way_costs_that():
    assert price(shipping="express").totals.shipping == 599


@pytest.mark.parametrize(("country", "prices"), [("GB", (299, 599)), ("DE", (899, 1699)), ("US", (1299, 2499))])
def test_a_quote_says_what_each_way_would_cost(country, prices):
    assert price(country=country).shipping_choices == tuple(
        ShippingChoice(method=method, price=each) for method, each in zip(("standard", "express"), prices, strict=True)
    )


def test_each_way_is_priced_by_the_weight_of_the_order():
    assert [choice.price for choice in price(requested(quantity=4), country="DE").shipping_choices] == [1299, 2399]


@pytest.mark.parametrize(("copies", "expected"), [(2, [299, 599]), (3, [0, 599]), (4, [0, 799])])
def test_enough_books_travel_free_by_the_slower_way(copies, expected):
    assert [choice.price for choice in price(requested(quantity=copies)).shipping_choices] == expected


def test_a_coupon_that_applies_is_taken_off():
    assert price(requested(quantity=2), using=coupon("percent", 10)).totals.discount == 200


def test_a_coupon_is_measured_by_the_books_alone():
    assert type(refusal(price, requested(), using=coupon(from_subtotal=1001))) is CouponNotApplicable


def test_a_coupon_is_measured_by_the_time_of_the_order():
    assert type(refusal(price, requested(), using=coupon(ends_at=NOON))) is CouponNotApplicable


def test_what_cannot_be_bought_has_no_price():
    assert type(refusal(price, stock={EMMA: stock_item(available=0)})) is OutOfStock


def test_what_no_card_can_be_charged_has_no_price():
    a_penny = {FILE: stock_item(FILE, price=1)}
    assert type(refusal(price, requested(FILE, 1, 1), stock=a_penny)) is Invalid


def test_a_new_order_waits_for_its_money():
    assert place().status == "pending_payment"


def test_a_new_order_is_reserved_for_half_an_hour():
    assert place().reserved_until == NOON + timedelta(minutes=30)


def test_a_new_order_has_not_been_paid():
    assert place().paid_at is None


def test_a_new_order_is_paid_by_card():
    assert place().payment == "card"


def test_the_history_of_a_new_order_begins_with_its_customer():
    assert place().history == (HistoryEntry(at=NOON, what="placed", who="customer"),)


def test_an_order_that_costs_nothing_is_paid():
    assert place(requested(FILE), using=GIFT).status == "paid"


def test_an_order_that_costs_nothing_is_paid_at_once():
    assert place(requested(FILE), using=GIFT).paid_at == NOON


def test_an_order_that_costs_nothing_needs_no_card():
    assert place(requested(FILE), using=GIFT).payment == "free"


def test_an_order_that_costs_nothing_has_no_reservation_to_end():
    assert place(requested(FILE), using=GIFT).reserved_until is None


def test_the_history_of_an_order_that_costs_nothing_says_both():
    both = tuple(HistoryEntry(at=NOON, what=what, who="customer") for what in ("placed", "paid"))
    assert place(requested(FILE), using=GIFT).history == both


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("order_id", "o-1"),
        ("customer", "customer-1"),
        ("email", "customer@bookstore.example"),
        ("address", AddressRequest(**ADDRESS)),
        ("shipping", "express"),
        ("coupon", "SPRING"),
        ("placed_at", NOON),
        ("changed_at", NOON),
        ("version", 1),
        ("attempt", 1),
        ("forgotten", False),
        ("refunds", ()),
        ("flags", ()),
    ],
)
def test_a_new_order_knows_whose_it_is_and_where_it_goes(field, expected):
    assert getattr(place(shipping="express", using=coupon()), field) == expected


def test_a_customer_without_an_address_for_mail_has_none():
    assert place(who=structs.replace(WHO, email="")).email is None


def test_a_new_order_costs_what_was_quoted():
    assert place(requested(quantity=2)).totals == price(requested(quantity=2)).totals


@pytest.mark.parametrize(
    ("using", "left"),
    [(coupon("fixed", 490), "£0.10"), (coupon("percent", 99), "£0.05"), (coupon("fixed", 471), "£0.29")],
    ids=["fixed", "percent", "a penny less than the least"],
)
def test_a_coupon_that_leaves_less_than_a_card_can_be_charged_says_so_by_its_name(using, left):
    ebook = {FILE: stock_item(FILE, price=500)}
    refused = refusal(price, requested(FILE, price=500), using=using, stock=ebook)
    assert type(refused) is CouponNotApplicable
    assert refused.message == (
        f"The coupon SPRING leaves {left} to pay, and a card can be charged from £0.30. "
        "Add a book, or leave the coupon out."
    )
    assert refused.details == {"field": "coupon", "rule": "leaves nothing, or at least £0.30", "code": "SPRING"}


@pytest.mark.parametrize(("amount", "total"), [(470, 30), (500, 0), (900, 0)])
def test_a_coupon_that_leaves_nothing_or_enough_applies(amount, total):
    ebook = {FILE: stock_item(FILE, price=500)}
    assert price(requested(FILE, price=500), using=coupon("fixed", amount), stock=ebook).totals.total == total


def test_a_coupon_for_the_postage_that_leaves_too_little_says_so():
    cheap = {EMMA: stock_item(price=20)}
    assert (
        type(refusal(price, requested(price=20), using=coupon("free_shipping", 0), stock=cheap)) is CouponNotApplicable
    )


@pytest.mark.parametrize("using", [None, coupon("free_shipping", 0), coupon("percent", 10)])
def test_books_that_cost_too_little_without_a_coupon_are_refused_by_their_lines(using):
    cheap = {FILE: stock_item(FILE, price=20)}
    refused = refusal(price, requested(FILE, price=20), using=using, stock=cheap)
    assert refused.details["field"] == "lines"
