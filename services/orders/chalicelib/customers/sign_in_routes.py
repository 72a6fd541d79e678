"""The routes by which a signed-in customer changes e-mail and password, and ends the sessions of all devices."""

from bookstore.closed_accounts import AccountClosed
from bookstore.errors import Invalid, Unavailable
from bookstore.identity import Customer
from bookstore.web import RateLimit
from chalicelib.blueprint import api
from chalicelib.credentials import confirm
from chalicelib.credentials.message_sender import message_sender
from chalicelib.credentials.repository import codes
from chalicelib.credentials.request_code import request_email_change
from chalicelib.credentials.requests import (
    CodeSentResponse,
    EmailCodeRequest,
    EmailRequest,
    PasswordRequest,
)
from chalicelib.credentials.user_pool import user_pool
from chalicelib.customers.repository import customers
from chalicelib.errors import CodeExpired, EmailTaken, WrongCode, WrongPassword

CODES, CODE_ATTEMPTS = RateLimit("codes"), RateLimit("code_attempts")
PASSWORD_ATTEMPTS = RateLimit("password_attempts")


@api.put(
    "/customers/me/password", status=204, raises=(Invalid, WrongPassword, Unavailable), limits=(PASSWORD_ATTEMPTS,)
)
def change_password(body: PasswordRequest, customer: Customer) -> None:
    """Give the account a new password, and end the sessions of all devices, this one included."""
    _require_password(customer, body.current_password)
    name = customers().get_profile(customer.id).name
    confirm.change_password(
        customer.id, customer.email, body.password, name=name, pool=user_pool(), messages=message_sender()
    )


@api.post(
    "/customers/me/email-changes",
    status=202,
    raises=(AccountClosed, Invalid, WrongPassword, Unavailable),
    limits=(CODES, PASSWORD_ATTEMPTS),
)
def start_email_change(body: EmailRequest, customer: Customer) -> CodeSentResponse:
    """Send a code to the new address; until it is entered the present one stays the account's."""
    if body.email == customer.email.lower():
        raise Invalid("This is your email address already.", field="email", rule="another address")
    if customers().is_closed(customer.id):
        raise AccountClosed
    _require_password(customer, body.current_password)
    request_email_change(customer.id, customer.email, body.email, codes=codes(), messages=message_sender())
    return CodeSentResponse()


@api.post(
    "/customers/me/email-changes/confirm",
    status=204,
    raises=(WrongCode, CodeExpired, EmailTaken, Unavailable),
    limits=(CODE_ATTEMPTS,),
)
def confirm_email_change(body: EmailCodeRequest, customer: Customer) -> None:
    """Make the new address the account's; tokens that are renewed from now on say so."""
    confirm.change_email(
        customer.id, customer.email, body.code, codes=codes(), pool=user_pool(), messages=message_sender()
    )


@api.delete("/customers/me/sessions", status=204, raises=(Unavailable,))
def end_sessions(customer: Customer) -> None:
    """Sign the customer out on all devices, this one included."""
    user_pool().end_sessions(customer.id)


def _require_password(customer: Customer, password: str) -> None:
    if not user_pool().is_password(customer.id, password):
        raise WrongPassword("Your current password is incorrect.", field="current_password")
