"""Letters to readers: a receipt when an order is paid, a word when it is shipped or money went back. Each once."""

from typing import Protocol

from bookstore.events.orders import OrderState
from chalicelib.emails.email import Letter, letters
from chalicelib.ports import Orders


class Mailbag(Protocol):
    """Which letters were sent."""

    def claim(self, order_id: str, letter: str) -> bool: ...
    def release(self, order_id: str, letter: str) -> None: ...


class Post(Protocol):
    """What carries letters."""

    def send(self, to: str, letter: Letter) -> None: ...


def write_letters(event: OrderState, *, orders: Orders, mailbag: Mailbag, post: Post) -> None:
    """Send what the order's reader should have by now and has not been sent.

    A letter is claimed before it is sent, so that a repeated event sends none twice; when the post fails the claim
    is given back and the event comes again.
    """
    order = orders.get(event.customer, event.order_id)
    for letter in letters(order):
        if order.email and mailbag.claim(order.order_id, letter.name):
            _send(order.order_id, order.email, letter, mailbag, post)


def _send(order_id: str, to: str, letter: Letter, mailbag: Mailbag, post: Post) -> None:
    try:
        post.send(to, letter)
    except Exception:
        mailbag.release(order_id, letter.name)
        raise
