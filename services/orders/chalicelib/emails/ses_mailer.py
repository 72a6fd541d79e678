"""E-mails by Amazon SES: each with its plain text and its HTML."""

from functools import cache
from typing import Any

from bookstore.dynamodb.table import client
from chalicelib.emails.email import Email
from chalicelib.settings import settings


class SesMailer:
    """Sends e-mails from the shop's address."""

    def __init__(self, sender: str, ses: Any) -> None:
        self._sender = sender
        self._ses = ses

    def send(self, to: str, email: Email) -> None:
        """Send the e-mail to this address."""
        body = {"Text": _utf8(email.text), "Html": _utf8(email.html)}
        message = {"Subject": _utf8(email.subject), "Body": body}
        self._ses.send_email(Source=self._sender, Destination={"ToAddresses": [to]}, Message=message)


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


@cache
def mailer() -> SesMailer:
    """Return the mailer of this stage."""
    return SesMailer(settings().mail_sender, client("ses"))
