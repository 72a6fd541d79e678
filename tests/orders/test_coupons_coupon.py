"""Coupons: what they take off, when they apply, and which of them make sense."""

from datetime import timedelta

import pytest
from msgspec import ValidationError, convert

from bookstore.errors import Invalid
from chalicelib.coupons.coupon import (
    CouponRequest,
    check_applicable,
    discount,
    is_shipping_free,
    normalize_code,
    validate_coupon,
)
from chalicelib.coupons.write import write_coupon
from chalicelib.errors import CouponNotApplicable
from chalicelib.field_types import CouponCode
from tests.orders.builders import NOON, coupon, refusal

SECOND = timedelta(seconds=1)


def use(subtotal=1000, now=NOON, **what):
    return check_applicable(coupon(**what), subtotal, now)


@pytest.mark.parametrize(
    ("percent", "subtotal", "expected"),
    [(10, 2000, 200), (10, 1004, 100), (10, 1005, 101), (15, 999, 150), (1, 49, 0), (1, 50, 1), (100, 1999, 1999)],
)
def test_a_percentage_is_rounded_to_the_penny_halves_up(percent, subtotal, expected):
    assert discount(coupon("percent", percent), subtotal) == expected


@pytest.mark.parametrize(("subtotal", "expected"), [(0, 0), (499, 499), (500, 500), (501, 500)])
def test_a_fixed_sum_takes_off_no_more_than_the_books_cost(subtotal, expected):
    assert discount(coupon("fixed", 500), subtotal) == expected


def test_a_coupon_for_the_postage_takes_nothing_off_the_books():
    assert discount(coupon("free_shipping", 500), 1000) == 0


def test_without_a_coupon_nothing_is_taken_off():
    assert discount(None, 1000) == 0


@pytest.mark.parametrize(("kind", "expected"), [("percent", False), ("fixed", False), ("free_shipping", True)])
def test_only_a_coupon_for_the_postage_pays_for_the_postage(kind, expected):
    assert is_shipping_free(coupon(kind)) is expected


def test_without_a_coupon_the_postage_is_paid():
    assert is_shipping_free(None) is False


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"starts_at": NOON},
        {"starts_at": NOON - SECOND},
        {"ends_at": NOON + SECOND},
        {"most_uses": 3, "uses": 2},
        {"most_uses": None, "uses": 1_000_000},
        {"from_subtotal": 1000},
    ],
    ids=str,
)
def test_a_coupon_applies_up_to_each_of_its_bounds(what):
    assert use(**what) == coupon(**what)


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        ({"starts_at": NOON + SECOND}, "is not valid yet"),
        ({"ends_at": NOON}, "has expired"),
        ({"ends_at": NOON - SECOND}, "has expired"),
        ({"most_uses": 3, "uses": 3}, "is used up"),
        ({"most_uses": 3, "uses": 4}, "is used up"),
        ({"most_uses": 0}, "is used up"),
        ({"from_subtotal": 1001}, "needs a larger order"),
    ],
    ids=str,
)
def test_a_coupon_beyond_one_of_its_bounds_says_which(what, rule):
    assert refusal(use, **what).details == {"field": "coupon", "rule": rule, "code": "SPRING"}


def test_a_coupon_that_does_not_apply_is_refused_in_a_sentence():
    assert refusal(use, ends_at=NOON).message == "The coupon SPRING has expired."


def test_a_coupon_that_does_not_apply_is_refused_as_a_coupon():
    assert type(refusal(use, ends_at=NOON)) is CouponNotApplicable


@pytest.mark.parametrize(
    ("kind", "amount"), [("percent", 1), ("percent", 100), ("fixed", 1), ("fixed", 1_000_000), ("free_shipping", 0)]
)
def test_an_amount_that_makes_sense_for_its_kind_is_kept(kind, amount):
    assert validate_coupon(CouponRequest(kind=kind, amount=amount)).amount == amount


@pytest.mark.parametrize(("kind", "amount"), [("percent", 0), ("percent", 101), ("fixed", 0)])
def test_an_amount_that_makes_no_sense_for_its_kind_is_refused(kind, amount):
    assert type(refusal(validate_coupon, CouponRequest(kind=kind, amount=amount))) is Invalid


@pytest.mark.parametrize(("kind", "rule"), [("percent", "1 to 100"), ("fixed", "at least 1")])
def test_an_amount_that_makes_no_sense_names_its_rule(kind, rule):
    assert refusal(validate_coupon, CouponRequest(kind=kind, amount=0)).details == {"field": "amount", "rule": rule}


@pytest.mark.parametrize(
    ("kind", "message"),
    [("percent", "A percentage lies between 1 and 100."), ("fixed", "A fixed coupon takes something off.")],
)
def test_an_amount_that_makes_no_sense_is_refused_in_a_sentence(kind, message):
    assert refusal(validate_coupon, CouponRequest(kind=kind, amount=0)).message == message


@pytest.mark.parametrize("written", ["SPRING-10", "spring-10", "  Spring-10 "])
def test_capitals_and_spaces_make_no_other_coupon(written):
    assert normalize_code(written) == "SPRING-10"


@pytest.mark.parametrize("written", ["ABC", "a-1", " spring ", "x" * 30])
def test_a_code_of_three_to_thirty_letters_is_one(written):
    assert convert(written, CouponCode) == written


@pytest.mark.parametrize("written", ["", "AB", "x" * 31, "SPRING 10", "SPRING_10", "SPRING\n10"])
def test_anything_else_is_no_code(written):
    with pytest.raises(ValidationError):
        convert(written, CouponCode)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gift"},
        {"amount": -1},
        {"amount": 1_000_001},
        {"amount": 1.5},
        {"from_subtotal": -1},
        {"most_uses": -1},
        {"most_uses": 1_000_001},
        {"ends_at": "2026-11-24T12:00:00"},
        {"uses": 1},
    ],
    ids=str,
)
def test_a_coupon_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert({"kind": "fixed", "amount": 100} | wrong, CouponRequest)


@pytest.mark.parametrize("field", ["amount", "from_subtotal", "most_uses"])
def test_a_number_of_a_coupon_may_be_nothing(field):
    assert getattr(convert({"kind": "free_shipping", field: 0}, CouponRequest), field) == 0


@pytest.mark.parametrize(("field", "expected"), [("amount", 0), ("from_subtotal", 0), ("most_uses", None)])
def test_a_coupon_is_written_with_its_kind_alone(field, expected):
    assert getattr(CouponRequest(kind="free_shipping"), field) == expected


@pytest.mark.parametrize(("field", "expected"), [("uses", 0), ("version", 1)])
def test_a_new_coupon_has_not_been_used(field, expected):
    assert getattr(coupon(), field) == expected


def test_the_largest_coupon_is_accepted():
    largest = {"kind": "fixed", "amount": 1_000_000, "from_subtotal": 1_000_000, "most_uses": 1_000_000}
    assert convert(largest, CouponRequest).most_uses == 1_000_000


@pytest.mark.parametrize("ends_at", [NOON, NOON - SECOND])
def test_a_coupon_ends_after_it_starts(ends_at):
    refused = refusal(validate_coupon, CouponRequest(kind="free_shipping", starts_at=NOON, ends_at=ends_at))
    assert refused.details == {"field": "ends_at", "rule": "after starts_at"}


@pytest.mark.parametrize("starts_at", [None, NOON - SECOND])
def test_a_coupon_may_end_without_a_start_or_after_it(starts_at):
    assert validate_coupon(CouponRequest(kind="free_shipping", starts_at=starts_at, ends_at=NOON)).ends_at == NOON


def test_free_shipping_has_no_amount():
    assert refusal(validate_coupon, CouponRequest(kind="free_shipping", amount=1)).details["field"] == "amount"


class StoredCoupons:
    """Coupons by code."""

    def __init__(self, *codes):
        self.saved = {code: coupon("percent", 10) for code in codes}

    def exists(self, code):
        return code in self.saved

    def save(self, code, request):
        self.saved[code] = request
        return request


def test_a_new_coupon_that_is_over_is_refused_and_not_saved():
    coupons = StoredCoupons()
    request = CouponRequest(kind="percent", amount=10, ends_at=NOON)
    refused = refusal(lambda: write_coupon("SPRING", request, now=NOON, coupons=coupons))
    assert refused.details == {"field": "ends_at", "rule": "in the future"}
    assert coupons.saved == {}


def test_a_coupon_that_exists_may_be_ended():
    coupons, request = StoredCoupons("SPRING"), CouponRequest(kind="percent", amount=10, ends_at=NOON)
    assert write_coupon("SPRING", request, now=NOON, coupons=coupons) == request
