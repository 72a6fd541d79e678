"""Record the events on the bus and publish them again, in any order and any number of times."""

import json
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3


class EventRecorder:
    """Every event published since the recording began, by id."""

    def __init__(self, bus: str, queue_url: str) -> None:
        self.bus = bus
        self._queue_url = queue_url
        self.events: dict[str, dict[str, Any]] = {}

    def receive(self) -> int:
        """Record the events in the queue; return their number."""
        sqs, count = boto3.client("sqs"), 0
        while messages := sqs.receive_message(QueueUrl=self._queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                event = json.loads(message["Body"])
                self.events[event["detail"]["id"]] = event
                sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=message["ReceiptHandle"])
                count += 1
        return count

    def replay(self, times: int, rng: random.Random) -> int:
        """Publish every event so many times, shuffled; return the number published."""
        events = [event for event in self.events.values() for _ in range(times)]
        rng.shuffle(events)
        for start in range(0, len(events), 10):
            entries = [self._entry(event) for event in events[start : start + 10]]
            assert boto3.client("events").put_events(Entries=entries)["FailedEntryCount"] == 0
        return len(events)

    def _entry(self, event: dict[str, Any]) -> dict[str, str]:
        return {
            "EventBusName": self.bus,
            "Source": event["source"],
            "DetailType": event["detail-type"],
            "Detail": json.dumps(event["detail"]),
        }


@contextmanager
def record_events(bus: str) -> Iterator[EventRecorder]:
    """Record by a rule and a queue that are deleted at the end."""
    name = f"recorder-{uuid.uuid4().hex[:8]}"
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps({"source": [{"prefix": "bookstore."}]}))
    events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "recorder", "Arn": arn}])
    try:
        yield EventRecorder(bus, url)
    finally:
        events.remove_targets(Rule=name, EventBusName=bus, Ids=["recorder"])
        events.delete_rule(Name=name, EventBusName=bus)
        sqs.delete_queue(QueueUrl=url)
