"""Stripe's errors as the shop's: what is unavailable, what has an unknown outcome, what is missing, what is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from bookstore import logs
from bookstore.errors import Conflict, Unavailable
from chalicelib.errors import PaymentOutcomeUnknown

SERVER_ERROR = 500
UNAVAILABLE = "Payments are not available right now. Please try again."


class ResourceMissing(Exception):
    """Stripe has no object with this id: the account was reset, or the key is another account's."""


@contextmanager
def translate_stripe_errors(*expected: type[Exception]) -> Iterator[None]:
    """Raise Stripe's errors as the shop's, or ResourceMissing; `expected` ones reach the caller unchanged."""
    import stripe

    try:
        yield
    except expected:
        raise
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.IdempotencyError) as error:
        raise _unavailable(error) from error
    except stripe.APIError as error:
        if (error.http_status or 0) >= SERVER_ERROR:
            raise _unavailable(error, PaymentOutcomeUnknown) from error
        raise _unavailable(error) from error
    except stripe.StripeError as error:
        if error.code == "resource_missing":
            raise ResourceMissing(error.user_message) from error
        logs.warning("request refused by Stripe", code=error.code, reason=error.user_message, status=error.http_status)
        raise Conflict("The payment could not be changed any more.", code=error.code) from error


def _unavailable(error: Exception, raised: type[Unavailable] = Unavailable) -> Unavailable:
    logs.warning("Stripe unavailable", reason=type(error).__name__)
    return raised(UNAVAILABLE, retry_after=2)
