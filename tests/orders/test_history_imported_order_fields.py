"""Orders of another system as it may write them, field by field."""

import pytest
from msgspec import ValidationError, convert

from chalicelib.history.imported_order import ImportedLine, ImportedOrder, ImportedRefund
from tests.orders.builders import EMMA

WRITTEN = {
    "order_id": "01HQ000000000000000000000A",
    "customer": "c-1",
    "placed_at": "2026-10-01T10:00:00Z",
    "paid_at": "2026-10-01T10:01:00Z",
    "lines": [{"isbn": EMMA, "book_id": "emma", "quantity": 2, "unit_price": 900}],
}
GIVEN_BACK = {"isbn": EMMA, "quantity": 1, "amount": 900, "refunded_at": "2026-10-01T10:00:00Z"}


def test_a_past_order_as_another_system_writes_it():
    assert convert(WRITTEN, ImportedOrder).paid_at.isoformat() == "2026-10-01T10:01:00+00:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"order_id": "01HQ"},
        {"customer": ""},
        {"customer": "x" * 101},
        {"placed_at": "2026-10-01T10:00:00"},
        {"lines": []},
        {"lines": WRITTEN["lines"] * 51},
        {"refunds": [{"isbn": EMMA, "quantity": 1, "amount": 1, "refunded_at": "2026-10-01T10:00:00Z"}] * 51},
        {"total": 1800},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_a_past_order_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert(WRITTEN | wrong, ImportedOrder)


@pytest.mark.parametrize("customer", ["c", "c" * 100])
def test_a_past_customer_has_an_id_of_up_to_a_hundred_letters(customer):
    assert convert(WRITTEN | {"customer": customer}, ImportedOrder).customer == customer


@pytest.mark.parametrize("quantity", [1, 1000])
@pytest.mark.parametrize(("kind", "right"), [(ImportedLine, WRITTEN["lines"][0]), (ImportedRefund, GIVEN_BACK)])
def test_a_past_line_or_refund_has_one_to_a_thousand_copies(kind, right, quantity):
    assert convert(right | {"quantity": quantity}, kind).quantity == quantity


@pytest.mark.parametrize("wrong", [{"quantity": 0}, {"quantity": 1001}, {"unit_price": -1}, {"title": "Emma"}], ids=str)
def test_a_past_line_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert(WRITTEN["lines"][0] | wrong, ImportedLine)


@pytest.mark.parametrize(
    "wrong",
    [{"isbn": "123"}, {"quantity": 0}, {"quantity": 1001}, {"amount": -1}, {"refunded_at": "2026-10-01"}, {"key": "1"}],
    ids=str,
)
def test_a_past_refund_that_breaks_a_rule_is_refused_by_field(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        convert(GIVEN_BACK | wrong, ImportedRefund)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("order_id", f"{WRITTEN['order_id']}\n"),
        ("customer", "a#b"),
        ("customer", "a\n"),
        ("customer", "\u0661"),
        ("placed_at", "0001-01-01T00:00:00+14:00"),
        ("paid_at", "9999-12-31T23:59:59-14:00"),
        ("shipped_at", "0999-01-01T00:00:00Z"),
        ("lines", [WRITTEN["lines"][0] | {"book_id": "a#b"}]),
        ("lines", [WRITTEN["lines"][0] | {"book_id": "emma\n"}]),
        ("lines", [WRITTEN["lines"][0] | {"isbn": f"{EMMA}\n"}]),
        ("refunds", [GIVEN_BACK | {"refunded_at": "2101-01-01T00:00:00Z"}]),
    ],
    ids=str,
)
def test_what_cannot_be_part_of_a_key_or_stored_as_a_time_is_refused_by_field(field, wrong):
    with pytest.raises(ValidationError, match=field):
        convert(WRITTEN | {field: wrong}, ImportedOrder)
