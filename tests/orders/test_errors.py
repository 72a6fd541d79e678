"""What programs read of a refusal: its code, which never changes, and its HTTP status."""

import pytest

from bookstore.errors import BookstoreError
from chalicelib import errors

REFUSALS = [
    ("OrderNotFound", 404, "order_unknown"),
    ("UnpaidOrderExists", 409, "order_open"),
    ("OutOfStock", 409, "out_of_stock"),
    ("PriceChanged", 409, "price_changed"),
    ("NotOnSale", 409, "unavailable"),
    ("NotYetAvailable", 409, "not_yet_available"),
    ("IdempotencyKeyReused", 422, "key_reused"),
    ("TransitionNotAllowed", 409, "step_refused"),
    ("PaidElsewhere", 409, "paid_elsewhere"),
    ("OrderDisputed", 409, "order_disputed"),
    ("RefundTooLarge", 422, "refund_too_large"),
    ("TooManyRefunds", 422, "too_many_refunds"),
    ("CouponNotApplicable", 422, "coupon_refused"),
    ("CountryNotServed", 422, "country_not_served"),
    ("DigitalConsentRequired", 422, "digital_consent_required"),
    ("WrongPassword", 422, "wrong_password"),
    ("WrongCode", 422, "wrong_code"),
    ("CodeExpired", 422, "code_expired"),
    ("EmailTaken", 409, "email_taken"),
    ("EditionNotFound", 404, "isbn_unknown"),
    ("AddressNotFound", 404, "address_unknown"),
    ("InvalidSignature", 400, "bad_signature"),
    ("PaymentNotAttached", 409, "not_yet"),
    ("PaymentOutcomeUnknown", 503, "unavailable"),
]


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, _, code in REFUSALS])
def test_a_refusal_has_its_code(name, code):
    assert getattr(errors, name).code == code


@pytest.mark.parametrize(("name", "status"), [(name, status) for name, status, _ in REFUSALS])
def test_a_refusal_has_its_status(name, status):
    assert getattr(errors, name).status == status


def test_the_table_above_has_every_refusal_of_orders():
    own = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, BookstoreError) and kind.__module__ == errors.__name__
    }
    assert own == {name for name, _, _ in REFUSALS}
