"""Stripe, through its own SDK: one PaymentIntent per order, refunds, and what has changed since we last looked.

The SDK is imported on first use, because it is large and most requests need none of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from bookstore import logs
from bookstore.errors import Conflict, Unavailable
from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Order, Refund
from chalicelib.orders.refunds import Outcome
from chalicelib.payments.secrets import secrets
from chalicelib.ports import OutcomeUnknown
from chalicelib.settings import settings

PATIENCE = (2, 6)  # seconds to connect and to answer; with two retries within the function's thirty
RETRIES = 2
SERVER_ERROR = 500
TELLING = [
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
DETAILS = ["latest_charge"]
AWAY = "The payment service is away at the moment; please try again."


class Payments:
    """Our account at Stripe."""

    def __init__(self, stripe: Any) -> None:
        self._stripe = stripe

    def create(self, order: Order) -> Intent:
        """The order's intent. The key makes a repeat the same intent; OutcomeUnknown when the key is spoilt."""
        wanted = {
            "amount": order.total,
            "currency": order.totals.currency.lower(),
            "automatic_payment_methods": {"enabled": True},
            "metadata": {"order_id": order.order_id, "customer": order.customer},
            "description": f"Order {order.order_id}",
        }
        key = f"order:{order.order_id}:intent:{order.attempt}"
        with _translated():
            return _intent(self._stripe.payment_intents.create(wanted, {"idempotency_key": key}))

    def get(self, intent_id: str) -> Intent:
        """The intent as it is now."""
        with _translated():
            return _intent(self._stripe.payment_intents.retrieve(intent_id, {"expand": DETAILS}))

    def cancel(self, intent_id: str) -> Intent:
        """The intent, cancelled if that was still possible: its status says what became of it."""
        from stripe import InvalidRequestError

        try:
            with _translated(InvalidRequestError):
                return _intent(self._stripe.payment_intents.cancel(intent_id, {"expand": DETAILS}))
        except InvalidRequestError:
            return self.get(intent_id)

    def refund(self, order: Order, refund: Refund) -> Outcome:
        """Make the refund, or find the one that was made: never a second one, whatever happened to the first answer."""
        return self._made(order, refund) or self._refunded(order, refund)

    def _refunded(self, order: Order, refund: Refund) -> Outcome:
        """A refusal is final (the money went back in Stripe's dashboard, say): staff have to look at it."""
        from stripe import InvalidRequestError

        wanted = {
            "payment_intent": order.intent_id,
            "amount": refund.amount,
            "metadata": {"order_id": order.order_id, "customer": order.customer, "refund_id": refund.refund_id},
        }
        try:
            with _translated(InvalidRequestError):
                answer = self._stripe.refunds.create(wanted, {"idempotency_key": f"refund:{refund.refund_id}"})
        except InvalidRequestError as refusal:
            logs.warning("Stripe refused a refund", order=order.order_id, code=refusal.code)
            return Outcome(stripe_id="", status="failed")
        return _outcome(answer)

    def changed_since(self, moment: datetime) -> Iterator[str]:
        """The intents that Stripe has told of since then, each once, the oldest news last."""
        asked = {"types": TELLING, "created": {"gte": int(moment.timestamp())}, "limit": 100}
        with _translated():
            told = self._stripe.events.list(asked).auto_paging_iter()
            yield from dict.fromkeys(filter(None, (intent_of(event.to_dict()["data"]["object"]) for event in told)))

    def _made(self, order: Order, refund: Refund) -> Outcome | None:
        with _translated():
            page = self._stripe.refunds.list({"payment_intent": order.intent_id, "limit": 100})
            known: Iterator[Any] = page.auto_paging_iter()
            ours = (one for one in known if _metadata(one.to_dict()).get("refund_id") == refund.refund_id)
            return next((_outcome(one) for one in ours), None)


def intent_of(thing: Mapping[str, Any]) -> str | None:
    """The id of the intent that an event's object is, or belongs to."""
    return thing.get("id" if thing.get("object") == "payment_intent" else "payment_intent")


def _intent(answer: Any) -> Intent:
    found = answer.to_dict()
    charge = found["latest_charge"] if isinstance(found.get("latest_charge"), dict) else {}
    error = found.get("last_payment_error") or {}
    return Intent(
        intent_id=found["id"],
        status=found["status"],
        amount=found["amount"],
        currency=found["currency"],
        order_id=_metadata(found).get("order_id", ""),
        customer=_metadata(found).get("customer", ""),
        received=found.get("amount_received") or 0,
        refunded=charge.get("amount_refunded") or 0,
        disputed=bool(charge.get("disputed")),
        problem=error.get("decline_code") or error.get("code"),
        client_secret=found.get("client_secret"),
    )


def _metadata(found: Mapping[str, Any]) -> Mapping[str, str]:
    return found.get("metadata") or {}


def _outcome(refund: Any) -> Outcome:
    return Outcome(stripe_id=refund.id, status=refund.status or "pending")


@contextmanager
def _translated(*expected: type[Exception]) -> Iterator[None]:
    """Stripe's troubles in the shop's words; `expected` ones are the caller's."""
    import stripe

    try:
        yield
    except expected:
        raise
    except stripe.APIConnectionError as problem:
        raise _away(problem) from problem
    except (stripe.RateLimitError, stripe.IdempotencyError) as problem:
        raise _away(problem) from problem
    except stripe.APIError as problem:
        if (problem.http_status or 0) >= SERVER_ERROR:
            raise OutcomeUnknown(AWAY, retry_after=2) from problem
        raise _away(problem) from problem
    except stripe.StripeError as problem:
        logs.warning("Stripe refused", code=problem.code, reason=problem.user_message, status=problem.http_status)
        raise Conflict("The payment could not be changed any more.", code=problem.code) from problem


def _away(problem: Exception) -> Unavailable:
    logs.warning("Stripe is away", reason=type(problem).__name__)
    return Unavailable(AWAY, retry_after=2)


@cache
def payments() -> Payments:
    """Stripe with this stage's key: at its own address, or at the simulator's."""
    import stripe

    client = stripe.StripeClient(
        secrets().secret_key,
        base_addresses={"api": settings().stripe_api_base},
        http_client=stripe.RequestsClient(timeout=PATIENCE),
        max_network_retries=RETRIES,
    )
    return Payments(client.v1)
