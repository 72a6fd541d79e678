"""Letters by Amazon SES: each with its plain text and its HTML."""

from functools import cache
from typing import Any

from bookstore.dynamodb.table import client
from chalicelib.emails.email import Letter
from chalicelib.settings import settings


class Post:
    """Sends letters from the shop's address."""

    def __init__(self, sender: str, ses: Any) -> None:
        self._sender = sender
        self._ses = ses

    def send(self, to: str, letter: Letter) -> None:
        """Hand the letter over to SES."""
        body = {"Text": _utf8(letter.text), "Html": _utf8(letter.html)}
        message = {"Subject": _utf8(letter.subject), "Body": body}
        self._ses.send_email(Source=self._sender, Destination={"ToAddresses": [to]}, Message=message)


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


@cache
def post() -> Post:
    """The post of this stage."""
    return Post(settings().mail_sender, client("ses"))
