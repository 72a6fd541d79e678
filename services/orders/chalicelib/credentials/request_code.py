"""Ask for a code by e-mail: what is done, and how long it takes, does not depend on whether an account exists."""

from ulid import ULID

from bookstore import clock
from chalicelib.credentials.code import CodeRequest, Purpose
from chalicelib.credentials.messages import SendCode, SendNotice
from chalicelib.ports import AccountMessages, Codes


def request_code(purpose: Purpose, email: str, *, codes: Codes, messages: AccountMessages) -> None:
    """Have a code sent to the address; TooManyRequests within a minute of the one before."""
    _request(purpose, email, email, codes, messages)


def request_email_change(customer: str, present: str, email: str, *, codes: Codes, messages: AccountMessages) -> None:
    """Have a code sent to the customer's new address, and tell the present one; nothing is changed yet."""
    _request("email", customer, email, codes, messages)
    messages.send(SendNotice(notice="email_requested", to=present, new_email=email))


def _request(purpose: Purpose, subject: str, email: str, codes: Codes, messages: AccountMessages) -> None:
    """Store the request, then have it sent; should the second fail, the customer can ask again after a minute."""
    request_id, now = str(ULID()), int(clock.now().timestamp())
    codes.add(CodeRequest(purpose=purpose, subject=subject, email=email, request_id=request_id, requested_at=now))
    messages.send(SendCode(purpose=purpose, subject=subject, request_id=request_id))
