"""What the routes ask the function `send_account_email` to send. No message holds a code or a password."""

from typing import Literal

from msgspec import Struct

from chalicelib.credentials.code import Purpose


class SendCode(Struct, frozen=True, kw_only=True, tag="code", forbid_unknown_fields=True):
    """Send the code of this request, or what its address is told instead."""

    purpose: Purpose
    subject: str
    request_id: str


class SendNotice(Struct, frozen=True, kw_only=True, tag="notice", forbid_unknown_fields=True):
    """Tell the owner of an account what happened to it; `new_email` where the address changes."""

    notice: Literal["password_changed", "email_requested", "email_changed"]
    to: str
    new_email: str = ""


class SendOrderEmail(Struct, frozen=True, kw_only=True, tag="order", forbid_unknown_fields=True):
    """Send an e-mail about an order once more, as staff have asked."""

    customer: str
    order_id: str
    name: str


AccountMessage = SendCode | SendNotice | SendOrderEmail


class AccountEmail(Struct, frozen=True, forbid_unknown_fields=True):
    """The payload of `send_account_email`."""

    message: AccountMessage
