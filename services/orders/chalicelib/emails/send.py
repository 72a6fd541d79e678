"""Send a customer's e-mails about an order, each once: its receipt, a notice of its shipment and of each refund."""

from bookstore.events.orders import OrderState
from chalicelib.emails.email import compose_emails
from chalicelib.orders.order import Order
from chalicelib.ports import Mailer, Orders, SentEmails, UserPool


def send_due_emails(
    event: OrderState, *, orders: Orders, sent_emails: SentEmails, mailer: Mailer, pool: UserPool, url: str = ""
) -> None:
    """Send the e-mails that are due for the order and not sent yet; `url` is the shop's.

    An e-mail is claimed before it is sent, so that a repeated event sends none twice; when sending fails the claim
    is released and the event is retried.
    """
    order = orders.get(event.customer, event.order_id)
    for email in compose_emails(order, url=url):
        if order.email and sent_emails.claim(order.order_id, email.name):
            try:
                mailer.send(find_recipient(order, pool), email)
            except Exception:
                sent_emails.release(order.order_id, email.name)
                raise


def send_once_more(customer: str, order_id: str, name: str, *, orders: Orders, mailer: Mailer, pool: UserPool) -> None:
    """Send one of the order's e-mails as the order is now; nothing when it has none of this name any more."""
    order = orders.get(customer, order_id)
    for email in compose_emails(order):
        if email.name == name and order.email:
            mailer.send(find_recipient(order, pool), email)


def find_recipient(order: Order, pool: UserPool) -> str:
    """Return the verified address that the customer's account has now; without one, that of the order."""
    account = pool.find(order.customer)
    return (account.email if account else "") or order.email or ""
