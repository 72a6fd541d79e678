"""What is in flight: events not yet published, messages and stream records not yet consumed, and what was parked."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.progress import CONSOLE
from deploy.waiting import wait_until
from local.emulator.clients import client
from local.system import System

OUTBOX_PARTITIONS = 8  # as bookstore.messaging.outbox spreads them
BEHIND = re.compile(r"(\d+) records behind")  # as local/emulator/patches/stream_lag.py says it
MESSAGES = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


@dataclass(frozen=True)
class Backlog:
    """One service's counts; `dead` and `parked` need a person, the others only time.

    `streams` counts the changes that the consumers of its table's stream have not read.
    """

    service: str
    outbox: int = 0
    inbox: int = 0
    dead: int = 0
    parked: int = 0
    streams: int = 0

    @property
    def in_flight(self) -> int:
        return self.outbox + self.inbox + self.streams


def list_backlogs(system: System) -> list[Backlog]:
    """Measure every deployed stack that has a table or a queue; the stacks are found by their names' prefix."""
    prefix = f"bookstore-{system.stage}-"
    cloudformation = client(system, "cloudformation")
    pages = cloudformation.get_paginator("describe_stacks").paginate()
    names = [stack["StackName"] for page in pages for stack in page["Stacks"]]
    behind = count_unread_stream_records(system)
    backlogs = [
        measure_backlog(
            system, name.removeprefix(prefix), cloudformation.describe_stack_resources(StackName=name), behind
        )
        for name in sorted(names)
        if name.startswith(prefix)
    ]
    return [backlog for backlog in backlogs if backlog]


def measure_backlog(
    system: System, service: str, described: dict[str, Any], behind: Mapping[str, int]
) -> Backlog | None:
    """Measure one stack; None when it has neither a table nor a queue."""
    resources = described["StackResources"]
    queues = {
        r["LogicalResourceId"]: r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::SQS::Queue"
    }
    tables = [r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::DynamoDB::Table"]
    if not queues and not tables:
        return None
    depth = {name: count_messages(system, url) for name, url in queues.items()}
    return Backlog(
        service,
        outbox=sum(count_outbox_events(system, table) for table in tables),
        inbox=sum(count for name, count in depth.items() if queue_kind(name) == "inbox"),
        dead=sum(count for name, count in depth.items() if queue_kind(name) == "dead"),
        parked=sum(count for name, count in depth.items() if queue_kind(name) == "parked"),
        streams=sum(behind.get(table, 0) for table in tables),
    )


def count_unread_stream_records(system: System) -> Mapping[str, int]:
    """Count the changes of each table that its stream's consumers have not read, all consumers together."""
    pages = client(system, "lambda").get_paginator("list_event_source_mappings").paginate()
    behind: Counter[str] = Counter()
    for mapping in (mapping for page in pages for mapping in page["EventSourceMappings"]):
        backlogs = BEHIND.search(mapping["LastProcessingResult"])
        if backlogs and ":dynamodb:" in mapping["EventSourceArn"]:
            behind[mapping["EventSourceArn"].split("/")[1]] += int(backlogs.group(1))
    return behind


def queue_kind(queue: str) -> str:
    """Return a queue's kind by the names that the templates use: Inbox, InboxDeadLetters, Parked."""
    if queue.endswith("DeadLetters"):
        return "dead"
    return "parked" if queue.startswith("Parked") else "inbox"


def count_messages(system: System, url: str) -> int:
    """Count the messages that wait and those that are being handled."""
    response = client(system, "sqs").get_queue_attributes(QueueUrl=url, AttributeNames=list(MESSAGES))
    return sum(int(response["Attributes"][name]) for name in MESSAGES)


def count_outbox_events(system: System, table: str) -> int:
    """Count the events that are not published yet."""
    dynamodb = client(system, "dynamodb")
    counts = [
        dynamodb.query(
            TableName=table,
            Select="COUNT",
            KeyConditionExpression="pk = :partition",
            ExpressionAttributeValues={":partition": {"S": f"OUTBOX#{number}"}},
        )["Count"]
        for number in range(OUTBOX_PARTITIONS)
    ]
    return sum(counts)


def count_in_flight(backlogs: Iterable[Backlog]) -> int:
    """Count everything that will still change a read model."""
    return sum(backlog.in_flight for backlog in backlogs)


def wait_until_delivered(system: System) -> None:
    """Wait until everything that was written has reached every service, for as long as it advances."""
    latest: list[Backlog] = []

    with CONSOLE.task("waiting until every service knows the books") as task:

        def is_delivered() -> bool:
            system.require_running()
            latest[:] = list_backlogs(system)
            most = max(task.total, count_in_flight(latest))
            task.set(most - count_in_flight(latest), most)
            return count_in_flight(latest) == 0

        hint = "`make status` shows where it stands, `make logs` why."
        wait_until(is_delivered, "every event to arrive", progress=lambda: tuple(latest), every=0.3, hint=hint)
