"""What the post costs and takes, and which tax is due: the shop's two tables of money, by their exact figures."""

import pytest

from chalicelib.errors import CountryNotServed
from chalicelib.pricing.destinations import (
    DESTINATIONS,
    SHIPPING_RATES,
    Destination,
    get_destination,
    postage,
    shipping_options,
)
from chalicelib.pricing.totals import price_lines
from tests.orders.builders import line, refusal

TAX_ON_TEN_THOUSAND_POUNDS = {
    "GB": {"paperback": 0, "hardcover": 0, "ebook": 0, "audiobook": 166_667},
    "IE": {"paperback": 0, "hardcover": 0, "ebook": 0, "audiobook": 0},
    "DE": {"paperback": 65_421, "hardcover": 65_421, "ebook": 65_421, "audiobook": 65_421},
    "ES": {"paperback": 38_462, "hardcover": 38_462, "ebook": 38_462, "audiobook": 38_462},
    "FR": {"paperback": 52_133, "hardcover": 52_133, "ebook": 52_133, "audiobook": 52_133},
    "IT": {"paperback": 38_462, "hardcover": 38_462, "ebook": 38_462, "audiobook": 38_462},
    "NL": {"paperback": 82_569, "hardcover": 82_569, "ebook": 82_569, "audiobook": 82_569},
    "AU": {"paperback": 90_909, "hardcover": 90_909, "ebook": 90_909, "audiobook": 90_909},
    "NZ": {"paperback": 130_435, "hardcover": 130_435, "ebook": 130_435, "audiobook": 130_435},
    "CA": {"paperback": 50_000, "hardcover": 50_000, "ebook": 50_000, "audiobook": 50_000},
    "US": {"paperback": 0, "hardcover": 0, "ebook": 0, "audiobook": 0},
}
RATES = [(country, kind, tax) for country, row in TAX_ON_TEN_THOUSAND_POUNDS.items() for kind, tax in row.items()]


@pytest.mark.parametrize(
    ("zone", "method", "grams", "price"),
    [
        ("home", "standard", 1, 299),
        ("home", "standard", 1000, 299),
        ("home", "standard", 1001, 399),
        ("home", "standard", 2001, 499),
        ("home", "express", 1000, 599),
        ("home", "express", 2001, 999),
        ("europe", "standard", 1000, 899),
        ("europe", "standard", 2001, 1699),
        ("europe", "express", 1000, 1699),
        ("europe", "express", 2001, 3099),
        ("world", "standard", 1000, 1299),
        ("world", "standard", 2001, 2899),
        ("world", "express", 1000, 2499),
        ("world", "express", 2001, 4899),
    ],
)
def test_the_post_costs_by_the_kilogram_that_is_begun(zone, method, grams, price):
    assert postage(zone, method, grams=grams, subtotal=0) == price


@pytest.mark.parametrize(("books_total", "price"), [(2999, 299), (3000, 0), (3001, 0)])
def test_the_slower_way_at_home_is_free_from_thirty_pounds(books_total, price):
    assert postage("home", "standard", grams=300, subtotal=books_total) == price


@pytest.mark.parametrize(
    ("zone", "method"),
    [("home", "express"), ("europe", "standard"), ("europe", "express"), ("world", "standard"), ("world", "express")],
)
def test_every_other_way_costs_something_however_much_was_bought(zone, method):
    assert postage(zone, method, grams=300, subtotal=10_000_000) > 0


@pytest.mark.parametrize(("zone", "method"), sorted(SHIPPING_RATES))
def test_files_need_no_post(zone, method):
    assert postage(zone, method, grams=0, subtotal=0) == 0


@pytest.mark.parametrize(
    ("zone", "method", "days"),
    [
        ("home", "standard", (2, 4)),
        ("home", "express", (1, 2)),
        ("europe", "standard", (4, 7)),
        ("europe", "express", (2, 4)),
        ("world", "standard", (7, 12)),
        ("world", "express", (3, 6)),
    ],
)
def test_the_post_takes_this_many_working_days(zone, method, days):
    rate = SHIPPING_RATES[zone, method]
    assert (rate.fastest, rate.slowest) == days


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("GB", "home"),
        *((country, "europe") for country in ("IE", "DE", "ES", "FR", "IT", "NL")),
        *((country, "world") for country in ("AU", "NZ", "CA", "US")),
    ],
)
def test_a_country_lies_in_its_zone(country, zone):
    assert get_destination(country).zone == zone


@pytest.mark.parametrize(("country", "kind", "tax"), RATES)
def test_a_book_is_taxed_as_its_country_says(country, kind, tax):
    (sold,), _ = price_lines([line(price=1_000_000, format=kind)], country=country, method="standard", coupon=None)
    assert sold.tax == tax


@pytest.mark.parametrize(("kind", "rate"), [("paperback", 1), ("hardcover", 1), ("ebook", 2), ("audiobook", 3)])
def test_a_format_has_the_rate_of_its_kind(kind, rate):
    assert Destination(zone="europe", printed=1, ebook=2, audiobook=3).tax_rate(kind) == rate


@pytest.mark.parametrize("country", sorted(DESTINATIONS))
def test_only_north_american_prices_are_without_tax(country):
    assert get_destination(country).included == (country not in {"CA", "US"})


@pytest.mark.parametrize("country", ["AQ", "gb", ""])
def test_other_countries_are_not_served(country):
    assert type(refusal(get_destination, country)) is CountryNotServed


def test_a_country_that_is_not_served_is_named():
    assert refusal(get_destination, "AQ").message == "We do not deliver to this country yet."


def test_the_countries_that_are_served_are_said_instead():
    rule = "one of GB, IE, DE, ES, FR, IT, NL, AU, NZ, CA, US"
    assert refusal(get_destination, "AQ").details == {"field": "address.country", "rule": rule}


def test_every_country_has_its_two_ways():
    ways = sorted((way.country, way.method) for way in shipping_options())
    assert ways == sorted((country, method) for country in DESTINATIONS for method in ("standard", "express"))


@pytest.mark.parametrize(("country", "first"), [("GB", 599), ("NL", 1699), ("US", 2499)])
def test_a_way_to_a_country_costs_what_its_zone_costs(country, first):
    assert [way.first for way in shipping_options() if (way.country, way.method) == (country, "express")] == [first]
