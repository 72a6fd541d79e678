"""What an order costs, in exact pence: books, discount, tax, postage, and what a card can be charged."""

import pytest

from bookstore.errors import Invalid
from chalicelib.coupons.coupon import check_discountable
from chalicelib.pricing.totals import (
    Totals,
    amount_paid,
    check_chargeable,
    discountable,
    price_lines,
    subtotal,
    weight,
)
from tests.orders.builders import EMMA, FILE, PERSUASION, coupon, line, refusal

TENTH = coupon("percent", 10)


def totals(*lines, country="GB", method="standard", using=None):
    return price_lines(lines or (line(EMMA, 2),), country=country, method=method, coupon=using)[1]


def sold(*lines, country="GB", using=None):
    return price_lines(lines, country=country, method="standard", coupon=using)[0]


def discounts(*prices, off):
    lines = [line(f"97970000000{place:02}", price=price) for place, price in enumerate(prices)]
    return [one.discount for one in sold(*lines, using=coupon("fixed", off))]


def charged(total):
    return check_chargeable(Totals(subtotal=total, total=total))


def test_the_books_cost_their_prices_times_their_copies():
    assert subtotal([line(EMMA, 3, 999), line(PERSUASION, 2, 850)]) == 4697


def test_the_books_weigh_their_grams_times_their_copies_and_files_nothing():
    assert weight([line(EMMA, 3), line(PERSUASION, 2, weight_grams=450), line(FILE, 9)]) == 1800


def test_a_total_is_books_and_postage():
    assert totals(line(EMMA, 2)) == Totals(subtotal=2000, shipping=299, total=2299)


def test_a_discount_is_taken_off_the_total():
    assert totals(line(EMMA, 2), using=TENTH) == Totals(subtotal=2000, discount=200, shipping=299, total=2099)


def test_a_discount_takes_nothing_off_a_fixed_price():
    lines = sold(line(EMMA, fixed_price=True), line(PERSUASION), using=TENTH)
    assert [one.discount for one in lines] == [0, 100]


def test_a_coupon_of_an_amount_takes_no_more_than_the_books_without_a_fixed_price():
    lines = sold(line(EMMA, fixed_price=True), line(PERSUASION, price=300), using=coupon("fixed", 5000))
    assert [one.discount for one in lines] == [0, 300]


def test_a_coupon_for_books_with_a_fixed_price_alone_is_refused_in_words():
    assert "fixed by law" in refusal(check_discountable, TENTH, discountable([line(EMMA, fixed_price=True)])).message
    assert check_discountable(coupon("free_shipping", 0), 0).kind == "free_shipping"


def test_a_discount_takes_nothing_off_the_postage():
    assert totals(line(EMMA, 2), using=coupon("percent", 100)).total == 299


def test_an_order_of_files_that_a_coupon_pays_costs_nothing():
    assert totals(line(FILE, 2), using=coupon("percent", 100)).total == 0


def test_tax_that_prices_include_is_not_added():
    taxed = totals(line(EMMA, 2), country="DE")
    assert taxed == Totals(subtotal=2000, shipping=899, tax=131 + 59, total=2899)


def test_tax_that_prices_do_not_include_is_added():
    taxed = totals(line(EMMA, 2), country="CA")
    assert taxed == Totals(subtotal=2000, shipping=1299, tax=100 + 65, tax_included=False, total=3464)


def test_tax_is_due_on_what_the_discount_leaves():
    assert totals(line(FILE, 1), country="CA", using=TENTH).tax == 45


@pytest.mark.parametrize(("country", "expected"), [("DE", 65_421), ("CA", 50_000)])
def test_tax_on_the_dearest_book_is_right_to_the_penny(country, expected):
    (dearest,) = sold(line(price=1_000_000), country=country)
    assert dearest.tax == expected


def test_tax_is_rounded_line_by_line():
    ten_pence = [line(f"97970000000{place:02}", price=10, format="ebook", weight_grams=0) for place in range(4)]
    assert totals(*ten_pence, country="CA").tax == 4


def test_the_post_is_taxed_like_printed_books_whatever_was_bought():
    formatted = line(EMMA, format="audiobook", price=1200)
    assert totals(formatted, line(PERSUASION), country="GB").tax == 200


def test_postage_is_free_by_the_price_of_the_books_before_the_discount():
    assert totals(line(EMMA, 3), using=TENTH).shipping == 0


def test_a_coupon_for_the_postage_takes_off_the_postage_alone():
    assert totals(line(EMMA, 2), using=coupon("free_shipping", 0)) == Totals(subtotal=2000, total=2000)


def test_a_coupon_for_the_postage_pays_for_the_faster_way_too():
    assert totals(line(EMMA, 2), method="express", using=coupon("free_shipping", 0)).shipping == 0


def test_free_postage_is_not_taxed():
    assert totals(line(EMMA, 1), country="CA", using=coupon("free_shipping", 0)).tax == 50


@pytest.mark.parametrize(
    ("prices", "off", "expected"),
    [
        ([1000], 300, [300]),
        ([1000, 1000], 300, [150, 150]),
        ([1000, 3000], 400, [100, 300]),
        ([100, 100, 100], 100, [34, 33, 33]),
        ([100, 100, 100], 200, [67, 67, 66]),
        ([100, 200], 50, [17, 33]),
        ([200, 100], 50, [33, 17]),
        ([100, 200], 100, [33, 67]),
        ([100, 0], 50, [50, 0]),
        ([0, 0], 50, [0, 0]),
        ([999, 1], 999, [998, 1]),
    ],
)
def test_a_discount_is_spread_over_the_lines_by_their_price_to_the_penny(prices, off, expected):
    assert discounts(*prices, off=off) == expected


def test_a_line_of_several_copies_carries_the_discount_of_all_of_them():
    lines = sold(line(EMMA, 3, 1000), line(PERSUASION, 1, 1000), using=coupon("fixed", 400))
    assert [one.discount for one in lines] == [300, 100]


def test_every_line_says_how_much_tax_is_in_it():
    assert [one.tax for one in sold(line(EMMA, 2), line(FILE), country="DE")] == [131, 65]


@pytest.mark.parametrize("total", [0, 30, 31, 1299, 99_999_998, 99_999_999])
def test_a_sum_that_a_card_can_be_charged_is_payable(total):
    assert charged(total).total == total


@pytest.mark.parametrize("total", [1, 29, 100_000_000])
def test_a_sum_that_no_card_can_be_charged_is_refused(total):
    assert type(refusal(charged, total)) is Invalid


def test_a_sum_that_no_card_can_be_charged_is_refused_with_the_bounds():
    assert refusal(charged, 29).message == "A card can be charged from £0.30 to £999999.99."


def test_a_sum_that_no_card_can_be_charged_names_field_and_rule():
    assert refusal(charged, 29).details == {"field": "lines", "rule": "£0.30 to £999999.99"}


@pytest.mark.parametrize(("copies", "expected"), [(0, 0), (1, 300), (2, 599), (3, 899)])
def test_the_first_copies_of_a_line_were_paid_by_their_share_of_it(copies, expected):
    assert amount_paid(line(EMMA, 3, 333, discount=100), copies, tax_included=True) == expected


def test_a_half_penny_is_rounded_up():
    assert amount_paid(line(EMMA, 2, 1000, discount=1), 1, tax_included=True) == 1000


@pytest.mark.parametrize(("included", "expected"), [(True, 1000), (False, 1050)])
def test_tax_was_paid_beside_the_price_only_where_it_was_added(included, expected):
    assert amount_paid(line(EMMA, 2, tax=100), 1, tax_included=included) == expected


def test_a_printed_book_without_a_known_weight_is_charged_the_first_step():
    assert totals(line(EMMA, 10, weight_grams=0), country="AU", method="express").shipping == 2499


def test_a_file_is_one_by_its_format_whatever_it_weighs():
    assert totals(line(FILE, 2, format="ebook", weight_grams=300)).shipping == 0
