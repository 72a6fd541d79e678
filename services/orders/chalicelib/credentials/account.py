"""An account of the user pool, as far as the shop looks at it."""

from msgspec import Struct


class Account(Struct, frozen=True, kw_only=True):
    """A user of the pool; `is_confirmed` once it has a password of the customer's own."""

    customer: str
    email: str
    is_confirmed: bool
