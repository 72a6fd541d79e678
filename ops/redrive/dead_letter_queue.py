"""Read and empty a queue of messages that failed."""

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
    """A queue whose messages are read once and deleted one by one."""

    url: str
    sqs: Any

    def read_messages(self) -> Iterator[Message]:
        """Yield the messages that are in the queue now, and none that fails again meanwhile."""
        started_at = time.time() * 1000
        while batch := self.receive():
            yield from (message for message in batch if int(message["Attributes"]["SentTimestamp"]) <= started_at)

    def receive(self) -> list[Message]:
        """Receive a batch by long polling: SQS then queries all its servers before it returns none."""
        response = self.sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=BATCH_SIZE,
            VisibilityTimeout=VISIBILITY_SECONDS,
            WaitTimeSeconds=1,
            AttributeNames=["SentTimestamp"],
        )
        messages: list[Message] = response.get("Messages", [])
        return messages

    def remove(self, message: Message) -> None:
        """Delete a message for good; call it only after the message has been delivered."""
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
