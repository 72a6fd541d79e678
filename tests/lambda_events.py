"""Events in the shape in which Lambda receives them: SQS batches from EventBridge, stream records, a schedule."""

import itertools
import json
from collections.abc import Mapping
from typing import Any

from bookstore.dynamodb.items import to_item
from bookstore.events import Event
from bookstore.messaging.envelope import pack

_numbers = itertools.count(1)


def eventbridge_body(detail: str, source: str, name: str) -> str:
    """Return the body of a queue message, as an EventBridge rule without a transformer sends it."""
    return json.dumps(
        {
            "version": "0",
            "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
            "detail-type": name,
            "source": source,
            "account": "123456789012",
            "time": "2026-11-24T12:00:00Z",
            "region": "eu-west-1",
            "resources": [],
            "detail": json.loads(detail),
        }
    )


def sqs_event(*events: Event | str) -> dict[str, Any]:
    """Return an SQS batch of events as EventBridge sends them; strings are used as bodies."""
    return {"Records": [_message(number, event) for number, event in enumerate(events)]}


def _message(number: int, event: Event | str) -> dict[str, Any]:
    body = event if isinstance(event, str) else eventbridge_body(pack(event), event.source, event.name())
    return {
        "messageId": f"message-{number}",
        "receiptHandle": f"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a-{number}",
        "body": body,
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1545082649183",
            "ApproximateFirstReceiveTimestamp": "1545082649185",
        },
        "messageAttributes": {},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:inbox",
        "awsRegion": "eu-west-1",
    }


def redeliver(message: Mapping[str, Any], receives: int) -> dict[str, Any]:
    """Return the message as its n-th delivery: each has a receipt handle of its own."""
    attributes = {**message["attributes"], "ApproximateReceiveCount": str(receives)}
    return {**message, "attributes": attributes, "receiptHandle": f"{message['messageId']}-{receives}"}


def stream_event(*items: Mapping[str, Any]) -> dict[str, Any]:
    """Return a DynamoDB stream batch in which these items are new."""
    return {"Records": [stream_record(None, item) for item in items]}


def stream_record(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return one record of an item before and after a change."""
    item = new or old or {}
    images = {"OldImage": old, "NewImage": new}
    number = next(_numbers)
    return {
        "eventID": f"{number:032x}",
        "eventName": "INSERT" if old is None else "REMOVE" if new is None else "MODIFY",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1545082649,
            "Keys": to_item({"pk": item["pk"], "sk": item["sk"]}),
            "SequenceNumber": f"{number:024d}",
            "SizeBytes": 100,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **{name: to_item(image) for name, image in images.items() if image},
        },
        "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/2026-01-01T00:00:00.000",
    }


SCHEDULED_EVENT = {
    "version": "0",
    "id": "89d1a02d-5ec7-412e-82f5-13505f849b41",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-11-24T12:00:00Z",
    "region": "eu-west-1",
    "resources": ["arn:aws:events:eu-west-1:123456789012:rule/sweep"],
    "detail": {},
}
