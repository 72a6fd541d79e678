"""Everything orders may refuse, in the words a reader gets."""

from bookstore.errors import BadRequest, Conflict, Invalid, NotFound


class OrderUnknown(NotFound):
    """There is no such order, or it is somebody else's."""

    code = "order_unknown"


class OrderOpen(Conflict):
    """The customer has an unpaid order already; `order_id` names it."""

    code = "order_open"


class OutOfStock(Conflict):
    """Some books are no longer there in this number; `books` says which and what is left."""

    code = "out_of_stock"


class PriceChanged(Conflict):
    """Some prices differ from those the reader saw; `prices` has the present ones."""

    code = "price_changed"


class NotOnSale(Conflict):
    """Some books cannot be bought (any more); `books` names them."""

    code = "unavailable"


class KeyReused(Invalid):
    """The idempotency key belongs to another request."""

    code = "key_reused"


class StepRefused(Conflict):
    """The order's status does not allow this step; `status` says what it is now."""

    code = "step_refused"


class PaidElsewhere(Conflict):
    """The order was paid in another system, so its money can only go back there."""

    code = "paid_elsewhere"


class RefundTooLarge(Invalid):
    """More copies or more money than the order still has."""

    code = "refund_too_large"


class CouponRefused(Invalid):
    """The coupon does not apply; the message says why."""

    code = "coupon_refused"


class NotDelivered(Invalid):
    """The shop sends nothing to this country."""

    code = "country_not_served"


class IsbnUnknown(NotFound):
    """No edition has this ISBN."""

    code = "isbn_unknown"


class AddressUnknown(NotFound):
    """The customer has no address under this id."""

    code = "address_unknown"


class BadSignature(BadRequest):
    """The webhook was not signed by Stripe with a secret of ours, or not now."""

    code = "bad_signature"
