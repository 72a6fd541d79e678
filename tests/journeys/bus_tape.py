"""Records what goes over the bus and plays it again, in any order and as often as one likes."""

import json
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3


class Tape:
    """Everything that was told since the recording began."""

    def __init__(self, bus: str, queue_url: str) -> None:
        self.bus = bus
        self._queue_url = queue_url
        self.events: dict[str, dict[str, Any]] = {}

    def listen(self) -> int:
        """Take in what has come; answers how much that was."""
        sqs, new = boto3.client("sqs"), 0
        while messages := sqs.receive_message(QueueUrl=self._queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                told = json.loads(message["Body"])
                self.events[told["detail"]["id"]] = told
                sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=message["ReceiptHandle"])
                new += 1
        return new

    def play(self, times: int, dice: random.Random) -> int:
        """Tell all of it again so many times, shuffled; answers how many events were told."""
        told = [event for event in self.events.values() for _ in range(times)]
        dice.shuffle(told)
        for start in range(0, len(told), 10):
            entries = [self._entry(event) for event in told[start : start + 10]]
            assert boto3.client("events").put_events(Entries=entries)["FailedEntryCount"] == 0
        return len(told)

    def _entry(self, event: dict[str, Any]) -> dict[str, str]:
        return {
            "EventBusName": self.bus,
            "Source": event["source"],
            "DetailType": event["detail-type"],
            "Detail": json.dumps(event["detail"]),
        }


@contextmanager
def recording(bus: str) -> Iterator[Tape]:
    """A rule and a queue of its own beside the services'."""
    name = f"tape-{uuid.uuid4().hex[:8]}"
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps({"source": [{"prefix": "bookstore."}]}))
    events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "tape", "Arn": arn}])
    try:
        yield Tape(bus, url)
    finally:
        events.remove_targets(Rule=name, EventBusName=bus, Ids=["tape"])
        events.delete_rule(Name=name, EventBusName=bus)
        sqs.delete_queue(QueueUrl=url)
