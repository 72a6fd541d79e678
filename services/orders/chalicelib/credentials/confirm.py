"""What a right code does: create an account, choose a new password, change the address.

Each can be repeated with the same code until it has succeeded, and with the same code not once more.
"""

from chalicelib.credentials.messages import SendNotice
from chalicelib.credentials.passwords import check_password
from chalicelib.errors import CodeExpired
from chalicelib.ports import AccountMessages, Codes, UserPool


def create_account(email: str, code: str, password: str, *, codes: Codes, pool: UserPool) -> None:
    """Create the account with this password; a password that is refused costs no attempt at the code."""
    check_password(password, email=email)
    request = codes.check("sign_up", email, code)
    account = pool.find(email)
    if account is None:
        pool.create(email)
    elif not account.is_confirmed:
        pool.set_email(account.customer, email)  # it was made without a code, so nobody has shown whose it is
    if account is None or not account.is_confirmed:
        pool.set_password(email, password)
    codes.remove(request)


def reset_password(
    email: str, code: str, password: str, *, codes: Codes, pool: UserPool, messages: AccountMessages
) -> None:
    """Give the account a new password, end its sessions and tell its address."""
    check_password(password, email=email)
    request = codes.check("reset", email, code)
    account = pool.find(email)
    if account is None:
        raise CodeExpired("This code is no longer valid. Ask for a new one.")
    _set_password(account.customer, email, password, pool=pool, messages=messages)
    codes.remove(request)


def change_password(
    customer: str, email: str, password: str, *, name: str, pool: UserPool, messages: AccountMessages
) -> None:
    """Give a customer who has shown the present password a new one, end all sessions and tell the address."""
    check_password(password, email=email, name=name)
    _set_password(customer, email, password, pool=pool, messages=messages)


def change_email(
    customer: str, present: str, code: str, *, codes: Codes, pool: UserPool, messages: AccountMessages
) -> str:
    """Make the address to which the code was sent the account's, tell the old one, and return the new one."""
    request = codes.check("email", customer, code)
    pool.set_email(customer, request.email)
    codes.remove(request)
    if present:
        messages.send(SendNotice(notice="email_changed", to=present, new_email=request.email))
    return request.email


def _set_password(customer: str, email: str, password: str, *, pool: UserPool, messages: AccountMessages) -> None:
    pool.set_password(customer, password)
    pool.end_sessions(customer)
    if email:
        messages.send(SendNotice(notice="password_changed", to=email))
