"""A service's inbox and its dead-letter queue in SQS, as far as a consumer calls them itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bookstore import logs

Message = dict[str, Any]  # as Lambda's event source mapping delivers it
BATCH_LIMIT = 10  # entries of one SQS request
REASON_LIMIT = 1_000  # characters: a message and its attributes share one size limit


class InboxQueue:
    """The inbox with its dead-letter queue."""

    def __init__(self, url: str, dead_letters_url: str, sqs: Any) -> None:
        self._url = url
        self._dead_letters_url = dead_letters_url
        self._sqs = sqs

    def set_visibility(self, delays: Sequence[tuple[Message, int]]) -> None:
        """Let each message be received again after so many seconds from now.

        Best effort: a message whose change SQS does not take comes again after the queue's own visibility time-out.
        """
        entries = [
            {"ReceiptHandle": message["receiptHandle"], "VisibilityTimeout": seconds} for message, seconds in delays
        ]
        self._send("message visibility not changed", self._sqs.change_message_visibility_batch, entries)

    def delete(self, messages: Sequence[Message]) -> None:
        """Remove messages that are done. Best effort: one that stays comes again, and handlers expect repeats."""
        entries = [{"ReceiptHandle": message["receiptHandle"]} for message in messages]
        self._send("message not deleted", self._sqs.delete_message_batch, entries)

    def park(self, message: Message, reason: str, failures: int) -> None:
        """Send the message whole to the dead-letter queue; its attributes say why, and which message it was.

        Raises what boto3 raises: nothing may be reported as parked that is not there.
        """
        self._sqs.send_message(
            QueueUrl=self._dead_letters_url,
            MessageBody=message["body"],
            MessageAttributes={
                "reason": _text(_printable(reason)),
                "failures": {"DataType": "Number", "StringValue": str(failures)},
                "message_id": _text(message["messageId"]),
            },
        )

    def _send(self, failure_message: str, request: Callable[..., Any], entries: Sequence[dict[str, Any]]) -> None:
        for batch in _batches(entries):
            try:
                refused = request(QueueUrl=self._url, Entries=batch).get("Failed", [])
            except (BotoCoreError, ClientError) as error:
                logs.warning(failure_message, messages=len(batch), reason=f"{type(error).__name__}: {error}")
                continue
            if refused:
                logs.warning(
                    failure_message, messages=len(refused), reason=refused[0].get("Message", refused[0]["Code"])
                )


def _batches(entries: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(entries), BATCH_LIMIT):
        yield [{"Id": str(n), **entry} for n, entry in enumerate(entries[start : start + BATCH_LIMIT])]


def _text(value: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": value}


def _printable(reason: str) -> str:
    """SQS refuses control characters in attributes."""
    return "".join(char if char.isprintable() else " " for char in reason[:REASON_LIMIT])
