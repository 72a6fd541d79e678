"""The errors that orders answers with; their messages are what customers and staff read.

BookstoreError
├── BadRequest   InvalidSignature
├── NotFound     OrderNotFound, EditionNotFound, AddressNotFound
├── Conflict     UnpaidOrderExists, OutOfStock, PriceChanged, NotOnSale, NotYetAvailable,
│                TransitionNotAllowed, PaidElsewhere, OrderDisputed, PaymentNotAttached, EmailTaken
├── Invalid      IdempotencyKeyReused, RefundTooLarge, TooManyRefunds, CouponNotApplicable,
│                CountryNotServed, DigitalConsentRequired, WrongPassword, WrongCode, CodeExpired
└── Unavailable  PaymentOutcomeUnknown
"""

from bookstore.errors import BadRequest, Conflict, Invalid, NotFound, Unavailable


class OrderNotFound(NotFound):
    """There is no such order, or it is another customer's."""

    code = "order_unknown"


class UnpaidOrderExists(Conflict):
    """The customer has an unpaid order already; `order_id` names it."""

    code = "order_open"


class OutOfStock(Conflict):
    """Some books have fewer copies than requested; `books` lists them with the copies left, if these are few."""

    code = "out_of_stock"


class PriceChanged(Conflict):
    """Some prices differ from those in the request; `prices` has the current ones."""

    code = "price_changed"


class NotOnSale(Conflict):
    """Some books cannot be bought, or not any more; `books` lists them."""

    code = "unavailable"


class NotYetAvailable(Conflict):
    """Some e-books or audiobooks have no file yet; `books` lists them."""

    code = "not_yet_available"


class IdempotencyKeyReused(Invalid):
    """The idempotency key belongs to another request."""

    code = "key_reused"


class TransitionNotAllowed(Conflict):
    """The order's status does not allow this transition; `status` is the current one."""

    code = "step_refused"


class PaidElsewhere(Conflict):
    """The order was paid in another system, so its money can only be refunded there."""

    code = "paid_elsewhere"


class OrderDisputed(Conflict):
    """The customer's bank disputes the payment, or has taken the money back: shipping has to be confirmed."""

    code = "order_disputed"


class RefundTooLarge(Invalid):
    """The refund asks for more copies or more money than the order has left."""

    code = "refund_too_large"


class TooManyRefunds(Invalid):
    """The order has as many refunds as its item can hold."""

    code = "too_many_refunds"


class CouponNotApplicable(Invalid):
    """The coupon does not apply; the message gives the reason."""

    code = "coupon_refused"


class CountryNotServed(Invalid):
    """The shop does not deliver to this country."""

    code = "country_not_served"


class DigitalConsentRequired(Invalid):
    """The order has an e-book or audiobook, and the customer has not consented to its immediate supply."""

    code = "digital_consent_required"


class WrongPassword(Invalid):
    """The current password is not the account's."""

    code = "wrong_password"


class WrongCode(Invalid):
    """The code is not the one that was sent by e-mail."""

    code = "wrong_code"


class CodeExpired(Invalid):
    """No code is valid any more: it is too old, has been used, or was tried too often."""

    code = "code_expired"


class EmailTaken(Conflict):
    """Another account has this address; only who has read a code there is told so."""

    code = "email_taken"


class EditionNotFound(NotFound):
    """No edition has this ISBN."""

    code = "isbn_unknown"


class AddressNotFound(NotFound):
    """The customer has no address under this id."""

    code = "address_unknown"


class InvalidSignature(BadRequest):
    """The webhook is not signed by Stripe with one of our secrets, or not now."""

    code = "bad_signature"


class PaymentNotAttached(Conflict):
    """The order does not have this payment yet; Stripe has to send its webhook again."""

    code = "not_yet"


class PaymentOutcomeUnknown(Unavailable):
    """Stripe failed at an unknown point and would repeat that failure under the same idempotency key."""
