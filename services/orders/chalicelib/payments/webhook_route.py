"""What Stripe may tell us: a hint that something happened, never the fact itself."""

import time
from typing import Annotated

from chalice.app import Request
from msgspec import Struct

from bookstore import logs
from bookstore.web import Header
from chalicelib.blueprint import api
from chalicelib.errors import BadSignature
from chalicelib.orders.repository import orders
from chalicelib.payments.secrets import secrets
from chalicelib.payments.settle import NotYet, settle_intent
from chalicelib.payments.signature import verified
from chalicelib.payments.stripe_gateway import TELLING, intent_of, payments

Signature = Annotated[str, Header("Stripe-Signature", pattern=r"[\x21-\x7e ]{1,2000}")]
HEARD = frozenset(TELLING)


class Heard(Struct, frozen=True):
    """Stripe need not say it again."""

    heard: bool = True


@api.post("/payments/webhook", raises=(BadSignature, NotYet))
def hear_stripe(request: Request, signature: Signature) -> Heard:
    """Settle the order that a signed event of Stripe is about; events about anything else are none of ours."""
    event = verified(request.raw_body, signature, secrets=secrets().webhook_secrets, now=int(time.time()))
    logs.info("Stripe told", event_id=event.id, event=event.type)
    intent_id = intent_of(event.data.object) if event.type in HEARD else None
    if intent_id:
        settle_intent(intent_id, orders=orders(), payments=payments())
    return Heard()
