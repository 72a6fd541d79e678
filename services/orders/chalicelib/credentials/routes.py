"""The routes of somebody who has no session: signing up, and a new password. They answer for every address alike."""

from bookstore.errors import Invalid, Unavailable
from bookstore.web import RateLimit
from chalicelib.blueprint import api
from chalicelib.credentials import confirm
from chalicelib.credentials.message_sender import message_sender
from chalicelib.credentials.repository import codes
from chalicelib.credentials.request_code import request_code
from chalicelib.credentials.requests import CodeByEmailRequest, CodeSentResponse, PasswordByCodeRequest
from chalicelib.credentials.user_pool import user_pool
from chalicelib.errors import CodeExpired, WrongCode

SIGN_UPS, CODES, CODE_ATTEMPTS = RateLimit("sign_ups"), RateLimit("codes"), RateLimit("code_attempts")
CODE_ERRORS = (Invalid, WrongCode, CodeExpired, Unavailable)


@api.post("/sign-ups", status=202, raises=(Unavailable,), limits=(SIGN_UPS,))
def start_sign_up(body: CodeByEmailRequest) -> CodeSentResponse:
    """Send a code to an address that is to get an account; the owner of one is told so, by e-mail alone."""
    request_code("sign_up", body.email, codes=codes(), messages=message_sender())
    return CodeSentResponse()


@api.post("/sign-ups/confirm", status=204, raises=CODE_ERRORS, limits=(CODE_ATTEMPTS,))
def confirm_sign_up(body: PasswordByCodeRequest) -> None:
    """Create the account that the code was sent for."""
    confirm.create_account(body.email, body.code, body.password, codes=codes(), pool=user_pool())


@api.post("/password-resets", status=202, raises=(Unavailable,), limits=(CODES,))
def start_password_reset(body: CodeByEmailRequest) -> CodeSentResponse:
    """Send a code to the address if it has an account; the response is the same if it has none."""
    request_code("reset", body.email, codes=codes(), messages=message_sender())
    return CodeSentResponse()


@api.post("/password-resets/confirm", status=204, raises=CODE_ERRORS, limits=(CODE_ATTEMPTS,))
def confirm_password_reset(body: PasswordByCodeRequest) -> None:
    """Give the account a new password and end its sessions."""
    confirm.reset_password(
        body.email, body.code, body.password, codes=codes(), pool=user_pool(), messages=message_sender()
    )
