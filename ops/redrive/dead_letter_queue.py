"""A queue in which messages rest until somebody looks after them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

BATCH_SIZE = 10  # ReceiveMessage takes no larger number
VISIBILITY_SECONDS = (
    120  # seconds in which nobody else gets a message; one that was not removed is seen again after them
)

Message = dict[str, Any]


@dataclass(frozen=True)
class DeadLetterQueue:
    """Its messages are looked at once, and removed one by one."""

    url: str
    sqs: Any

    def messages(self) -> Iterator[Message]:
        """All that rest there now: one that is set aside again meanwhile waits for the next time."""
        began = time.time() * 1000
        while batch := self.received():
            yield from (message for message in batch if int(message["Attributes"]["SentTimestamp"]) <= began)

    def received(self) -> list[Message]:
        """Asked with a little patience: SQS then looks at all its machines before it says that there are none."""
        answer = self.sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=BATCH_SIZE,
            VisibilityTimeout=VISIBILITY_SECONDS,
            WaitTimeSeconds=1,
            AttributeNames=["SentTimestamp"],
        )
        found: list[Message] = answer.get("Messages", [])
        return found

    def remove(self, message: Message) -> None:
        """For good: do it only after the message has gone where it should."""
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
