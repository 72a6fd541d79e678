"""The route of Stripe's webhooks: each is a hint that something changed, never the fact itself."""

import time
from typing import Annotated

from chalice.app import Request
from msgspec import Struct, field

from bookstore import logs, metrics
from bookstore.web import Header
from chalicelib.blueprint import api
from chalicelib.errors import InvalidSignature, PaymentNotAttached
from chalicelib.orders.repository import orders
from chalicelib.payments.secrets import secrets
from chalicelib.payments.settle import settle_intent
from chalicelib.payments.signature import ForeignWebhook, Webhook, verify_webhook
from chalicelib.payments.stripe_gateway import HANDLED_EVENTS, payments
from chalicelib.payments.stripe_objects import find_intent_id

Signature = Annotated[str, Header("Stripe-Signature", pattern=r"[\x21-\x7e ]{1,2000}")]
SECONDS_TO_COMMIT = 3600
"""So long an event may wait for its order: a commit takes seconds, so an older event's order is not ours."""


class WebhookResponse(Struct, frozen=True):
    """The webhook is processed; Stripe need not send it again."""

    received: bool = field(default=True, name="heard")


@api.post("/payments/webhook", raises=(InvalidSignature, PaymentNotAttached))
def receive_webhook(request: Request, signature: Signature) -> WebhookResponse:
    """Settle the order that a signed event of Stripe is about; events about anything else change nothing."""
    now = int(time.time())
    try:
        event = verify_webhook(request.raw_body, signature, secrets=secrets().webhook_secrets, now=now)
        logs.info("webhook received", event_id=event.id, event=event.type)
        _check_origin(event)
        if event.type in HANDLED_EVENTS:
            _settle(event, now)
    except ForeignWebhook as foreign:
        logs.warning("webhook ignored", reason=str(foreign))
        metrics.count("WebhookIgnored")
    return WebhookResponse()


def _check_origin(event: Webhook) -> None:
    if event.account:
        raise ForeignWebhook("an event of another account")
    if event.livemode not in (None, secrets().is_live):
        raise ForeignWebhook("an event of the other mode")


def _settle(event: Webhook, now: int) -> None:
    """Settle the order; an order that may be about to be written makes Stripe repeat the event for an hour."""
    intent_id = find_intent_id(event.data.object)
    if intent_id is None:
        raise ForeignWebhook("an object without a payment intent")
    try:
        settled = settle_intent(intent_id, orders=orders(), payments=payments())
    except PaymentNotAttached:
        if event.created is None or now - event.created < SECONDS_TO_COMMIT:
            raise
        raise ForeignWebhook("a payment whose order was never written") from None
    if settled is None:
        raise ForeignWebhook("a payment of no order of this shop")
