"""The route of Stripe's webhooks: each is a hint that something changed, never the fact itself."""

import time
from typing import Annotated

from chalice.app import Request
from msgspec import Struct, field

from bookstore import logs
from bookstore.web import Header
from chalicelib.blueprint import api
from chalicelib.errors import InvalidSignature, PaymentNotAttached
from chalicelib.orders.repository import orders
from chalicelib.payments.secrets import secrets
from chalicelib.payments.settle import settle_intent
from chalicelib.payments.signature import verify_webhook
from chalicelib.payments.stripe_gateway import HANDLED_EVENTS, find_intent_id, payments

Signature = Annotated[str, Header("Stripe-Signature", pattern=r"[\x21-\x7e ]{1,2000}")]


class WebhookResponse(Struct, frozen=True):
    """The webhook is processed; Stripe need not send it again."""

    received: bool = field(default=True, name="heard")


@api.post("/payments/webhook", raises=(InvalidSignature, PaymentNotAttached))
def receive_webhook(request: Request, signature: Signature) -> WebhookResponse:
    """Settle the order that a signed event of Stripe is about; events about anything else change nothing."""
    event = verify_webhook(request.raw_body, signature, secrets=secrets().webhook_secrets, now=int(time.time()))
    logs.info("webhook received", event_id=event.id, event=event.type)
    intent_id = find_intent_id(event.data.object) if event.type in HANDLED_EVENTS else None
    if intent_id:
        settle_intent(intent_id, orders=orders(), payments=payments())
    return WebhookResponse()
