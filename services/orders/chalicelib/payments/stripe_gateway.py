"""Stripe, through its own SDK: one PaymentIntent per order, refunds, and the intents changed since a moment.

The SDK is imported on first use, because it is large and most requests need none of it.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from bookstore import logs
from chalicelib.orders.intent import MISSING, Intent, RefundOutcome
from chalicelib.orders.order import Order, Refund
from chalicelib.payments.secrets import secrets
from chalicelib.payments.stripe_errors import ResourceMissing, translate_stripe_errors
from chalicelib.payments.stripe_objects import find_intent_id, latest_charge, to_intent, to_outcome
from chalicelib.settings import settings

TIMEOUTS = (2, 6)  # seconds to connect and to answer; with two retries within the functions that answer requests
RETRIES = 2
HANDLED_EVENTS = [
    "payment_intent.succeeded",
    "payment_intent.processing",
    "payment_intent.payment_failed",
    "payment_intent.requires_action",
    "payment_intent.canceled",
    "charge.refunded",
    "charge.refund.updated",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "refund.created",
    "refund.updated",
    "refund.failed",
]  # Stripe lists events by at most twenty types
EXPANDED_FIELDS = ["latest_charge.refunds"]


class StripeGateway:
    """Our account at Stripe. Every method raises Unavailable when Stripe cannot be reached."""

    def __init__(self, stripe: Any) -> None:
        self._stripe = stripe

    def create_intent(self, order: Order) -> Intent:
        """Create the order's intent; a repeat returns the same one.

        It is made for the customer at Stripe, whose saved cards may pay it; for nobody when Stripe has none.

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
        if order.stripe_customer is None:
            return self._create_intent(params, key)
        try:
            return self._create_intent({**params, "customer": order.stripe_customer}, key)
        except ResourceMissing:
            return self._create_intent(params, f"{key}:alone")

    def _create_intent(self, params: dict[str, Any], key: str) -> Intent:
        with translate_stripe_errors():
            return to_intent(self._stripe.payment_intents.create(params, {"idempotency_key": key}).to_dict())

    def get_intent(self, intent_id: str) -> Intent:
        """Return the intent in its current state, with its refunds and disputes; `missing` when Stripe has none."""
        try:
            with translate_stripe_errors():
                found = self._stripe.payment_intents.retrieve(intent_id, {"expand": EXPANDED_FIELDS})
                return self._read(found.to_dict())
        except ResourceMissing:
            logs.warning("payment missing at Stripe", intent_id=intent_id)
            return Intent(intent_id=intent_id, status=MISSING)

    def cancel_intent(self, intent_id: str) -> Intent:
        """Cancel the intent if that is still possible; return it with the status it has then."""
        from stripe import InvalidRequestError

        try:
            with translate_stripe_errors(InvalidRequestError):
                cancelled = self._stripe.payment_intents.cancel(intent_id, {"expand": EXPANDED_FIELDS})
                return self._read(cancelled.to_dict())
        except InvalidRequestError:
            return self.get_intent(intent_id)

    def find_refund(self, order: Order, refund: Refund) -> RefundOutcome | None:
        """Return the refund as it stands at Stripe; None when it was not made there."""
        try:
            with translate_stripe_errors():
                made = map(to_outcome, _list_all(self._stripe.refunds, order.intent_id))
                return next((outcome for outcome in made if outcome.refund_id == refund.refund_id), None)
        except ResourceMissing:
            return None

    def create_refund(self, order: Order, refund: Refund) -> RefundOutcome:
        """Create the refund. Stripe's refusal is final (it was refunded in the dashboard, say): staff review it.

        Raises PaymentOutcomeUnknown when Stripe failed: it repeats a failure under this idempotency key for a day.
        """
        from stripe import InvalidRequestError

        params = {
            "payment_intent": order.intent_id,
            "amount": refund.amount,
            "metadata": {"order_id": order.order_id, "customer": order.customer, "refund_id": refund.refund_id},
        }
        attempt = f":{refund.failed_attempts}" if refund.failed_attempts else ""
        key = {"idempotency_key": f"refund:{refund.refund_id}{attempt}"}
        try:
            with translate_stripe_errors(InvalidRequestError):
                return to_outcome(self._stripe.refunds.create(params, key).to_dict())
        except InvalidRequestError as error:
            logs.warning("refund refused by Stripe", order_id=order.order_id, code=error.code)
            return RefundOutcome(stripe_id="", status="failed")

    def intents_changed(self, since: datetime, until: datetime) -> Iterator[str]:
        """Yield the intents with an event in this time, each once, those with the newest events first."""
        created = {"gte": int(since.timestamp()), "lte": int(until.timestamp())}
        params = {"types": HANDLED_EVENTS, "created": created, "limit": 100}
        with translate_stripe_errors():
            events = self._stripe.events.list(params).auto_paging_iter()
            intents = (find_intent_id(event.to_dict()["data"]["object"]) for event in events)
            yield from dict.fromkeys(filter(None, intents))

    def _read(self, fields: dict[str, Any]) -> Intent:
        """Return the intent with its refunds and disputes. A charge stays `disputed` when the dispute is won, so only
        the disputes tell how they ended."""
        charge = latest_charge(fields)
        page = charge.get("refunds") or {}
        refunds = _list_all(self._stripe.refunds, fields["id"]) if page.get("has_more") else page.get("data", ())
        disputes = _list_all(self._stripe.disputes, fields["id"]) if charge.get("disputed") else ()
        return to_intent(fields, refunds=refunds, disputes=disputes)


def _list_all(resource: Any, intent_id: str | None) -> Iterator[dict[str, Any]]:
    """Yield every refund, or every dispute, of a payment."""
    page = resource.list({"payment_intent": intent_id, "limit": 100})
    return (each.to_dict() for each in page.auto_paging_iter())


@cache
def stripe_client() -> Any:
    """Return Stripe's SDK with this stage's key: at its own address, or at the simulator's."""
    import stripe

    client = stripe.StripeClient(
        secrets().secret_key,
        base_addresses={"api": settings().stripe_api_base},
        http_client=stripe.RequestsClient(timeout=TIMEOUTS),
        max_network_retries=RETRIES,
    )
    return client.v1


@cache
def payments() -> StripeGateway:
    """Return our account at Stripe."""
    return StripeGateway(stripe_client())
