"""What a customer sends: each edition once, within its bounds, and the same again has the same hash."""

import pytest
from msgspec import ValidationError, convert

from bookstore.errors import Invalid
from chalicelib.addresses.address import AddressRequest
from chalicelib.checkout.requests import EstimateRequest, OrderRequest, QuoteRequest, hash_request, merge_lines
from chalicelib.customers.customer import SavedAddress
from chalicelib.pricing.totals import LineRequest
from tests.orders.builders import EMMA, PERSUASION, address_in, refusal
from tests.orders.counter import ADDRESS


def requested(isbn=EMMA, quantity=1, price=1000):
    return LineRequest(isbn=isbn, quantity=quantity, unit_price=price)


def body(*lines, country="GB", **what):
    return OrderRequest(lines=lines or (requested(),), address=address_in(country), **what)


def accepts(kind, **fields):
    try:
        convert(fields, kind)
    except ValidationError:
        return False
    return True


def test_the_same_edition_twice_is_one_line():
    assert merge_lines([requested(quantity=2), requested(quantity=3)]) == (requested(quantity=5),)


def test_other_editions_stay_lines_of_their_own_in_their_order():
    lines = (requested(PERSUASION, price=800), requested(EMMA))
    assert merge_lines([*lines, requested(PERSUASION, price=800)]) == (requested(PERSUASION, 2, 800), requested(EMMA))


def test_ten_copies_of_an_edition_are_the_most():
    assert merge_lines([requested(quantity=4), requested(quantity=6)]) == (requested(quantity=10),)


def test_eleven_copies_of_an_edition_are_too_many():
    assert type(refusal(merge_lines, [requested(quantity=5), requested(quantity=6)])) is Invalid


def test_too_many_copies_are_refused_at_the_line_that_makes_them_too_many():
    refused = refusal(merge_lines, [requested(quantity=5), requested(PERSUASION), requested(quantity=6)])
    assert refused.details == {"field": "lines[2].quantity", "rule": "at most 10 in all"}


def test_too_many_copies_are_refused_in_a_sentence():
    refused = refusal(merge_lines, [requested(quantity=5), requested(quantity=6)])
    assert refused.message == "At most 10 copies of one edition fit into an order."


def test_an_edition_at_two_prices_is_refused_at_the_second():
    refused = refusal(merge_lines, [requested(price=1000), requested(price=999)])
    assert refused.details == {"field": "lines[1].unit_price", "rule": "one price"}


def test_an_edition_at_two_prices_is_refused_by_its_isbn():
    assert (
        refusal(merge_lines, [requested(price=1000), requested(price=999)]).message
        == f"{EMMA} is named twice with two prices."
    )


def test_the_same_order_has_the_same_hash():
    assert hash_request(body(requested())) == hash_request(body(requested()))


@pytest.mark.parametrize(
    "other",
    [body(requested(quantity=2)), body(country="DE"), body(shipping="express"), body(coupon="SPRING")],
    ids=["lines", "address", "shipping", "coupon"],
)
def test_another_order_has_another_hash(other):
    assert hash_request(other) != hash_request(body())


@pytest.mark.parametrize(("copies", "valid"), [(0, False), (1, True), (10, True), (11, False)])
def test_a_line_asks_for_one_to_ten_copies(copies, valid):
    assert accepts(LineRequest, isbn=EMMA, quantity=copies, unit_price=1000) == valid


@pytest.mark.parametrize(("price", "valid"), [(-1, False), (0, True), (1_000_000, True), (1_000_001, False)])
def test_a_line_saw_a_price_of_up_to_ten_thousand_pounds(price, valid):
    assert accepts(LineRequest, isbn=EMMA, quantity=1, unit_price=price) == valid


@pytest.mark.parametrize("isbn", ["", "123", "978000000000", "97800000000000", "9770000000000", "978-0000000000"])
def test_a_line_names_an_isbn_of_thirteen_digits(isbn):
    assert not accepts(LineRequest, isbn=isbn, quantity=1, unit_price=1000)


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (50, True), (51, False)])
def test_an_order_has_one_to_fifty_lines(number, valid):
    assert accepts(QuoteRequest, lines=[{"isbn": EMMA, "quantity": 1, "unit_price": 1000}] * number) == valid


@pytest.mark.parametrize(
    ("address_id", "valid"),
    [
        ("home", True),
        ("my-2nd", True),
        ("x" * 40, True),
        ("", False),
        ("x" * 41, False),
        ("Home", False),
        ("a b", False),
    ],
)
def test_an_address_is_named_by_small_letters_digits_and_hyphens(address_id, valid):
    assert accepts(SavedAddress, address_id=address_id, address=ADDRESS) == valid


@pytest.mark.parametrize("field", ["name", "line1", "city"])
@pytest.mark.parametrize(("length", "valid"), [(0, False), (1, True), (120, True), (121, False)])
def test_a_line_of_an_address_has_up_to_120_letters(field, length, valid):
    assert accepts(AddressRequest, **ADDRESS | {field: "x" * length}) == valid


@pytest.mark.parametrize(("country", "valid"), [("GB", True), ("gb", False), ("G", False), ("GBR", False), ("", False)])
def test_a_country_is_two_capitals(country, valid):
    assert accepts(AddressRequest, **ADDRESS | {"country": country}) == valid


LINE = {"isbn": EMMA, "quantity": 1, "unit_price": 1000}
WRITTEN = [
    (LineRequest, LINE),
    (QuoteRequest, {"lines": [LINE]}),
    (EstimateRequest, {"lines": [LINE]}),
    (OrderRequest, {"lines": [LINE], "address": ADDRESS}),
]


@pytest.mark.parametrize(("kind", "written"), WRITTEN)
def test_what_a_customer_may_send_is_accepted(kind, written):
    assert accepts(kind, **written)


@pytest.mark.parametrize(("kind", "written"), WRITTEN)
@pytest.mark.parametrize("field", ["total", "discount", "customer", "status"])
def test_what_the_shop_decides_is_not_taken_from_a_customer(kind, written, field):
    assert not accepts(kind, **written, **{field: 1})


@pytest.mark.parametrize(("kind", "written"), [WRITTEN[1], WRITTEN[3]])
def test_an_order_goes_the_slower_way_unless_it_says_otherwise(kind, written):
    assert convert(written, kind).shipping == "standard"
