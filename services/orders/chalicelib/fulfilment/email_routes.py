"""The routes of staff about an order's e-mails: which were sent, and send one once more."""

from datetime import datetime
from typing import Annotated

from msgspec import Struct

from bookstore.errors import NotFound, Unavailable
from bookstore.field_types import KeyPart, OrderId
from bookstore.staff import Staff
from chalicelib.blueprint import api
from chalicelib.credentials.message_sender import message_sender
from chalicelib.credentials.messages import SendOrderEmail
from chalicelib.emails.email import compose_emails
from chalicelib.emails.repository import sent_emails
from chalicelib.errors import OrderNotFound
from chalicelib.orders.repository import orders
from chalicelib.permissions import READ_ORDERS, SEND_EMAILS


class SentEmailResponse(Struct, frozen=True, kw_only=True):
    """An e-mail about an order; `sent_at` is the last time, null while it has not been sent yet."""

    name: str
    subject: str
    sent_at: datetime | None = None


class SentEmailList(Struct, frozen=True):
    """All e-mails about an order, in the order of its life."""

    items: list[SentEmailResponse]


@api.get("/admin/orders/{order_id}/emails", raises=(OrderNotFound,))
def list_order_emails(order_id: OrderId, staff: Annotated[Staff, READ_ORDERS]) -> SentEmailList:
    """List the e-mails about an order, with when each was sent."""
    order = orders().find(order_id)
    sent = sent_emails().sent_at(order_id)
    emails = compose_emails(order)
    return SentEmailList([SentEmailResponse(name=e.name, subject=e.subject, sent_at=sent.get(e.name)) for e in emails])


@api.post("/admin/orders/{order_id}/emails/{name}", status=202, raises=(OrderNotFound, NotFound, Unavailable))
def send_order_email(order_id: OrderId, name: KeyPart, staff: Annotated[Staff, SEND_EMAILS]) -> SentEmailResponse:
    """Send one of an order's e-mails once more, as the order is now, to the address that its customer has now."""
    order = orders().find(order_id)
    email = next((email for email in compose_emails(order) if email.name == name), None)
    if email is None or not order.email:
        raise NotFound("This order has no such e-mail, or no address to send it to.", name=name)
    sent_at = sent_emails().record_repeat(order_id, name)
    message_sender().send(SendOrderEmail(customer=order.customer, order_id=order_id, name=name))
    return SentEmailResponse(name=name, subject=email.subject, sent_at=sent_at)
