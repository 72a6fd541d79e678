"""The requests about an account's e-mail and password. Their texts are never logged or stored."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.field_types import Checked, whole
from chalicelib.credentials.code import COOLDOWN, LIFETIME
from chalicelib.field_types import EmailAddress

Password = Annotated[str, Meta(min_length=1, max_length=256)]  # as Cognito stores it; the rules are in passwords.py
Code = Annotated[str, Meta(pattern=whole("[0-9]{6}"))]


class CodeSentResponse(Struct, frozen=True):
    """The same for every address: seconds until another code may be asked for, and until this one expires."""

    resend_after: int = COOLDOWN
    expires_in: int = LIFETIME


class CodeByEmailRequest(Checked, frozen=True, forbid_unknown_fields=True):
    """The address that a code is to be sent to; capitals do not matter."""

    email: EmailAddress


class PasswordByCodeRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code that was sent to the address, and the password that the account is to have."""

    email: EmailAddress
    code: Code
    password: Password


class PasswordRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer's present password and the new one."""

    current_password: Password
    password: Password


class EmailRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that the account is to have, and the customer's password."""

    email: EmailAddress
    current_password: Password


class EmailCodeRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The code that was sent to the new address."""

    code: Code
