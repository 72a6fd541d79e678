"""Stripe, through its own SDK: one PaymentIntent per order, refunds, and the intents changed since a moment.

The SDK is imported on first use, because it is large and most requests need none of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from bookstore import logs
from bookstore.errors import Conflict, Unavailable
from chalicelib.errors import PaymentOutcomeUnknown
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import RefundOutcome
from chalicelib.payments.secrets import secrets
from chalicelib.settings import settings

TIMEOUTS = (2, 6)  # seconds to connect and to answer; with two retries within the function's thirty
RETRIES = 2
SERVER_ERROR = 500
HANDLED_EVENTS = [
    "payment_intent.succeeded",
    "payment_intent.processing",
    "payment_intent.payment_failed",
    "payment_intent.requires_action",
    "payment_intent.canceled",
    "charge.refunded",
    "charge.dispute.created",
    "refund.updated",
    "refund.failed",
]
EXPANDED_FIELDS = ["latest_charge"]
UNAVAILABLE = "The payment service is away at the moment; please try again."


class StripeGateway:
    """Our account at Stripe. Every method raises Unavailable when Stripe cannot be reached."""

    def __init__(self, stripe: Any) -> None:
        self._stripe = stripe

    def create_intent(self, order: Order) -> Intent:
        """Create the order's intent; a repeat returns the same one.

        Raises PaymentOutcomeUnknown when Stripe failed and would repeat the failure under this idempotency key.
        """
        params = {
            "amount": order.total,
            "currency": order.totals.currency.lower(),
            "automatic_payment_methods": {"enabled": True},
            "metadata": {"order_id": order.order_id, "customer": order.customer},
            "description": f"Order {order.order_id}",
        }
        key = f"order:{order.order_id}:intent:{order.attempt}"
        with _translate_stripe_errors():
            return _to_intent(self._stripe.payment_intents.create(params, {"idempotency_key": key}))

    def get_intent(self, intent_id: str) -> Intent:
        """Return the intent in its current state."""
        with _translate_stripe_errors():
            return _to_intent(self._stripe.payment_intents.retrieve(intent_id, {"expand": EXPANDED_FIELDS}))

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent if that is still possible; return it with the status it has then."""
        from stripe import InvalidRequestError

        try:
            with _translate_stripe_errors(InvalidRequestError):
                return _to_intent(self._stripe.payment_intents.cancel(intent_id, {"expand": EXPANDED_FIELDS}))
        except InvalidRequestError:
            return self.get_intent(intent_id)

    def refund(self, order: Order, refund: Refund) -> RefundOutcome:
        """Make the refund, or find the one made before: never a second one, whatever happened to the first answer."""
        return self._find_refund(order, refund) or self._create_refund(order, refund)

    def intents_changed(self, since: datetime, until: datetime) -> Iterator[str]:
        """Yield the intents with an event in this time, each once, those with the newest events first."""
        created = {"gte": int(since.timestamp()), "lte": int(until.timestamp())}
        params = {"types": HANDLED_EVENTS, "created": created, "limit": 100}
        with _translate_stripe_errors():
            events = self._stripe.events.list(params).auto_paging_iter()
            intents = (find_intent_id(event.to_dict()["data"]["object"]) for event in events)
            yield from dict.fromkeys(filter(None, intents))

    def _find_refund(self, order: Order, refund: Refund) -> RefundOutcome | None:
        with _translate_stripe_errors():
            page = self._stripe.refunds.list({"payment_intent": order.intent_id, "limit": 100})
            candidates: Iterator[Any] = page.auto_paging_iter()
            ours = (each for each in candidates if _metadata(each.to_dict()).get("refund_id") == refund.refund_id)
            return next((_to_outcome(each) for each in ours), None)

    def _create_refund(self, order: Order, refund: Refund) -> RefundOutcome:
        """Create the refund. Stripe's refusal is final (it was refunded in the dashboard, say): staff review it."""
        from stripe import InvalidRequestError

        params = {
            "payment_intent": order.intent_id,
            "amount": refund.amount,
            "metadata": {"order_id": order.order_id, "customer": order.customer, "refund_id": refund.refund_id},
        }
        try:
            with _translate_stripe_errors(InvalidRequestError):
                created = self._stripe.refunds.create(params, {"idempotency_key": f"refund:{refund.refund_id}"})
        except InvalidRequestError as error:
            logs.warning("refund refused by Stripe", order_id=order.order_id, code=error.code)
            return RefundOutcome(stripe_id="", status="failed")
        return _to_outcome(created)


def find_intent_id(stripe_object: Mapping[str, Any]) -> str | None:
    """Return the id of the intent that an event's object is, or belongs to."""
    is_intent = stripe_object.get("object") == "payment_intent"
    return stripe_object.get("id" if is_intent else "payment_intent")


def _to_intent(stripe_intent: Any) -> Intent:
    fields = stripe_intent.to_dict()
    charge = fields["latest_charge"] if isinstance(fields.get("latest_charge"), dict) else {}
    error = fields.get("last_payment_error") or {}
    return Intent(
        intent_id=fields["id"],
        status=fields["status"],
        amount=fields["amount"],
        currency=fields["currency"],
        order_id=_metadata(fields).get("order_id", ""),
        customer=_metadata(fields).get("customer", ""),
        received=fields.get("amount_received") or 0,
        refunded=charge.get("amount_refunded") or 0,
        disputed=bool(charge.get("disputed")),
        decline_code=error.get("decline_code") or error.get("code"),
        client_secret=fields.get("client_secret"),
    )


def _metadata(fields: Mapping[str, Any]) -> Mapping[str, str]:
    return fields.get("metadata") or {}


def _to_outcome(stripe_refund: Any) -> RefundOutcome:
    return RefundOutcome(stripe_id=stripe_refund.id, status=stripe_refund.status or "pending")


@contextmanager
def _translate_stripe_errors(*expected: type[Exception]) -> Iterator[None]:
    """Raise Stripe's errors as the shop's; `expected` ones reach the caller unchanged."""
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
        logs.warning("request refused by Stripe", code=error.code, reason=error.user_message, status=error.http_status)
        raise Conflict("The payment could not be changed any more.", code=error.code) from error


def _unavailable(error: Exception, raised: type[Unavailable] = Unavailable) -> Unavailable:
    logs.warning("Stripe unavailable", reason=type(error).__name__)
    return raised(UNAVAILABLE, retry_after=2)


@cache
def payments() -> StripeGateway:
    """Return Stripe with this stage's key: at its own address, or at the simulator's."""
    import stripe

    client = stripe.StripeClient(
        secrets().secret_key,
        base_addresses={"api": settings().stripe_api_base},
        http_client=stripe.RequestsClient(timeout=TIMEOUTS),
        max_network_retries=RETRIES,
    )
    return StripeGateway(client.v1)
