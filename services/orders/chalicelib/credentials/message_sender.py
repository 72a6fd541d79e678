"""Hands messages to the function that writes e-mails, without waiting for it.

A request therefore takes the same time whether an account exists or not.
"""

from functools import cache
from typing import Any

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from bookstore.dynamodb.table import client
from bookstore.errors import Unavailable
from chalicelib.credentials.messages import AccountEmail, AccountMessage
from chalicelib.settings import settings


class MessageSender:
    """Invokes the function `send_account_email` for a message; Lambda retries it twice when it fails."""

    def __init__(self, lambda_client: Any, function: str) -> None:
        self._lambda, self._function = lambda_client, function

    def send(self, message: AccountMessage) -> None:
        """Hand over the message; Unavailable when it was not accepted."""
        payload = msgspec.json.encode(AccountEmail(message))
        try:
            self._lambda.invoke(FunctionName=self._function, InvocationType="Event", Payload=payload)
        except (ClientError, BotoCoreError) as error:
            raise Unavailable("We can’t send emails right now. Please try again in a moment.") from error


@cache
def message_sender() -> MessageSender:
    """Return the sender of this stage."""
    return MessageSender(client("lambda"), f"bookstore-orders-{settings().stage}-send_account_email")
