"""What an order costs, over all orders there can be: rounded by one rule, adding up, never below zero."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookstore.money import round_half_away, share
from tests.own_app import add_to_path

add_to_path("orders")

from chalicelib.coupons.coupon import Coupon  # noqa: E402 - the service is on the path only now
from chalicelib.limits import MAX_COPIES_PER_LINE, MAX_LINES  # noqa: E402
from chalicelib.pricing.destinations import DESTINATIONS, SHIPPING_RATES, postage  # noqa: E402
from chalicelib.pricing.totals import (  # noqa: E402
    Line,
    amount_paid,
    price_lines,
    subtotal,
)

FORMATS = {"paperback": 300, "hardback": 700, "ebook": 0, "audiobook": 0}
LINES = st.lists(
    st.builds(
        lambda isbn, kind, quantity, price: Line(
            isbn=f"979{isbn:010}",
            book_id="b",
            title="B",
            format=kind,
            quantity=quantity,
            unit_price=price,
            weight_grams=FORMATS[kind],
        ),
        st.integers(0, 10**6),
        st.sampled_from(sorted(FORMATS)),
        st.integers(1, MAX_COPIES_PER_LINE),
        st.integers(0, 1_000_000),
    ),
    min_size=1,
    max_size=MAX_LINES,
    unique_by=lambda line: line.isbn,
)
COUPONS = st.none() | st.one_of(
    st.builds(Coupon, code=st.just("C"), kind=st.just("percent"), amount=st.integers(1, 100)),
    st.builds(Coupon, code=st.just("C"), kind=st.just("fixed"), amount=st.integers(1, 1_000_000)),
    st.builds(Coupon, code=st.just("C"), kind=st.just("free_shipping")),
)
EVERY = given(LINES, st.sampled_from(sorted(DESTINATIONS)), st.sampled_from(["standard", "express"]), COUPONS)
MANY = settings(max_examples=300)


@MANY
@EVERY
def test_the_parts_are_the_total_and_the_lines_are_the_parts(lines, country, method, coupon):
    sold, totals = price_lines(lines, country=country, method=method, coupon=coupon)
    added = 0 if totals.tax_included else totals.tax
    assert totals.total == totals.subtotal - totals.discount + totals.shipping + added
    assert totals.subtotal == subtotal(lines) == sum(line.quantity * line.unit_price for line in sold)
    assert totals.discount == sum(line.discount for line in sold)
    place = DESTINATIONS[country]
    of_the_post = round_half_away(Fraction(totals.shipping * place.printed, 10_000 + place.printed * place.included))
    assert totals.tax == sum(line.tax for line in sold) + of_the_post


@MANY
@EVERY
def test_nothing_is_ever_below_zero_and_no_line_gives_more_than_it_costs(lines, country, method, coupon):
    sold, totals = price_lines(lines, country=country, method=method, coupon=coupon)
    assert min(totals.total, totals.subtotal, totals.discount, totals.shipping, totals.tax) >= 0
    assert all(0 <= line.discount <= line.quantity * line.unit_price and line.tax >= 0 for line in sold)
    assert totals.shipping <= totals.total


@MANY
@EVERY
def test_a_lines_share_of_the_discount_is_off_by_less_than_a_penny(lines, country, method, coupon):
    sold, totals = price_lines(lines, country=country, method=method, coupon=coupon)
    whole = totals.subtotal or 1
    exact = [Fraction(totals.discount * line.quantity * line.unit_price, whole) for line in sold]
    assert all(abs(line.discount - part) < 1 for line, part in zip(sold, exact, strict=True))


@MANY
@EVERY
def test_a_coupon_never_makes_an_order_dearer(lines, country, method, coupon):
    with_it = price_lines(lines, country=country, method=method, coupon=coupon)[1]
    without = price_lines(lines, country=country, method=method, coupon=None)[1]
    if DESTINATIONS[country].included:
        assert with_it.total <= without.total
    assert with_it.total - with_it.tax * (not with_it.tax_included) <= without.total


@MANY
@EVERY
def test_money_given_back_copy_by_copy_is_what_was_paid_for_the_line(lines, country, method, coupon):
    sold, totals = price_lines(lines, country=country, method=method, coupon=coupon)
    for line in sold:
        upto = [amount_paid(line, copies, tax_included=totals.tax_included) for copies in range(line.quantity + 1)]
        assert upto[0] == 0
        assert upto == sorted(upto)
        assert upto[-1] == line.quantity * line.unit_price - line.discount + line.tax * (not totals.tax_included)
    of_books = sum(amount_paid(line, line.quantity, tax_included=totals.tax_included) for line in sold)
    assert 0 <= of_books <= totals.total


@pytest.mark.parametrize(
    ("amount", "percent", "expected"),
    [(5, 10, 1), (15, 10, 2), (25, 10, 3), (4, 10, 0), (999, 15, 150), (1, 50, 1), (-5, 10, -1)],
)
def test_halves_are_rounded_away_from_zero(amount, percent, expected):
    assert share(amount, percent) == expected


@pytest.mark.parametrize(("zone", "method"), sorted(SHIPPING_RATES))
def test_post_costs_more_only_when_another_kilogram_is_begun(zone, method):
    prices = [postage(zone, method, grams=grams, subtotal=0) for grams in (0, 1, 1000, 1001, 2000, 2001)]
    assert prices[0] == 0
    assert prices[1] == prices[2] < prices[3] == prices[4] < prices[5]


@pytest.mark.parametrize(("zone", "method"), sorted(SHIPPING_RATES))
def test_post_is_free_from_the_sum_that_the_table_names_and_not_a_penny_below(zone, method):
    rate = SHIPPING_RATES[zone, method]
    enough = rate.free_from or 10**9
    below, at = (postage(zone, method, grams=5000, subtotal=subtotal) for subtotal in (enough - 1, enough))
    assert below == rate.first + 4 * rate.further
    assert at == 0 if rate.free_from else below


@pytest.mark.parametrize(("zone", "method"), sorted(SHIPPING_RATES))
def test_the_slowest_day_is_not_before_the_fastest(zone, method):
    assert 1 <= SHIPPING_RATES[zone, method].fastest <= SHIPPING_RATES[zone, method].slowest
