"""Write the e-mails that routes ask for: about accounts, and once more about orders.

Here alone it is decided by whether an account exists what an address is told.
"""

from bookstore import logs
from chalicelib.credentials import account_emails
from chalicelib.credentials.code import CodeRequest, make_code
from chalicelib.credentials.messages import AccountMessage, SendNotice, SendOrderEmail
from chalicelib.emails.email import Email
from chalicelib.emails.send import send_once_more
from chalicelib.ports import Codes, Mailer, Orders, UserPool

OPENINGS = {
    "sign_up": "Enter this code to create your account:",
    "reset": "Enter this code to choose a new password:",
    "email": "Enter this code to use this email address for your account:",
}


def send_message(
    message: AccountMessage, *, codes: Codes, orders: Orders, pool: UserPool, mailer: Mailer, url: str
) -> None:
    """Send what the message asks for; a repeat of SendCode sends a new code, and the one before is void."""
    if isinstance(message, SendOrderEmail):
        send_once_more(message.customer, message.order_id, message.name, orders=orders, mailer=mailer, pool=pool)
        return
    if isinstance(message, SendNotice):
        mailer.send(message.to, _compose_notice(message, url))
        return
    request = codes.get(message.purpose, message.subject)
    if request is None or request.request_id != message.request_id:
        logs.info("code not sent", purpose=message.purpose, reason="a newer request has replaced this one")
        return
    _send_code(request, codes=codes, pool=pool, mailer=mailer, url=url)


def _send_code(request: CodeRequest, *, codes: Codes, pool: UserPool, mailer: Mailer, url: str) -> None:
    account = pool.find(request.email)
    has_account = account is not None and account.is_confirmed
    if request.purpose == "reset" and not has_account:
        logs.info("code not sent", purpose=request.purpose, reason="the address has no account")
    elif request.purpose != "reset" and has_account:
        is_sign_up = request.purpose == "sign_up"
        compose = account_emails.compose_account_exists if is_sign_up else account_emails.compose_email_taken
        mailer.send(request.email, compose(url))
    else:
        code = make_code()
        if codes.save_code(request, code):
            mailer.send(request.email, account_emails.compose_code(code, OPENINGS[request.purpose]))


def _compose_notice(message: SendNotice, url: str) -> Email:
    if message.notice == "password_changed":
        return account_emails.compose_password_changed(url)
    if message.notice == "email_requested":
        return account_emails.compose_email_requested(message.new_email, url)
    return account_emails.compose_email_changed(message.new_email, url)
