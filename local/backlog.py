"""What is still on its way through the shop: events not yet sent, messages and tables' streams not yet read, and
messages set aside."""

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
    """One service's numbers; `dead` and `parked` want a person, the others only a moment. `streams` counts the changes
    that the readers of its table's stream have not read."""

    service: str
    outbox: int = 0
    inbox: int = 0
    dead: int = 0
    parked: int = 0
    streams: int = 0

    @property
    def on_its_way(self) -> int:
        return self.outbox + self.inbox + self.streams


def list_backlogs(system: System) -> list[Backlog]:
    """Every deployed stack that has a table or a queue, found through its own resources: no service is named here."""
    prefix = f"bookstore-{system.stage}-"
    cloudformation = client(system, "cloudformation")
    pages = cloudformation.get_paginator("describe_stacks").paginate()
    names = [stack["StackName"] for page in pages for stack in page["Stacks"]]
    behind = count_unread_stream_records(system)
    found = [
        measure_backlog(
            system, name.removeprefix(prefix), cloudformation.describe_stack_resources(StackName=name), behind
        )
        for name in sorted(names)
        if name.startswith(prefix)
    ]
    return [flow for flow in found if flow]


def measure_backlog(
    system: System, service: str, described: dict[str, Any], behind: Mapping[str, int]
) -> Backlog | None:
    """None for a stack that neither keeps nor hears anything."""
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
    """How many changes of each table its stream's readers have not read, all readers together."""
    pages = client(system, "lambda").get_paginator("list_event_source_mappings").paginate()
    behind: Counter[str] = Counter()
    for mapping in (mapping for page in pages for mapping in page["EventSourceMappings"]):
        found = BEHIND.search(mapping["LastProcessingResult"])
        if found and ":dynamodb:" in mapping["EventSourceArn"]:
            behind[mapping["EventSourceArn"].split("/")[1]] += int(found.group(1))
    return behind


def queue_kind(queue: str) -> str:
    """By the names the templates use: Inbox, InboxDeadLetters, Parked."""
    if queue.endswith("DeadLetters"):
        return "dead"
    return "parked" if queue.startswith("Parked") else "inbox"


def count_messages(system: System, url: str) -> int:
    """Waiting ones, and those being worked on right now."""
    answer = client(system, "sqs").get_queue_attributes(QueueUrl=url, AttributeNames=list(MESSAGES))
    return sum(int(answer["Attributes"][name]) for name in MESSAGES)


def count_outbox_events(system: System, table: str) -> int:
    """Events that the bus has not taken yet."""
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


def count_in_flight(found: Iterable[Backlog]) -> int:
    """What will still change somebody's view."""
    return sum(flow.on_its_way for flow in found)


def wait_until_delivered(system: System) -> None:
    """Wait until everything that was written is everywhere, as long as it moves."""
    latest: list[Backlog] = []

    with CONSOLE.task("waiting until every service knows the books") as task:

        def arrived() -> bool:
            system.require_running()
            latest[:] = list_backlogs(system)
            most = max(task.total, count_in_flight(latest))
            task.set(most - count_in_flight(latest), most)
            return count_in_flight(latest) == 0

        hint = "`make status` shows where it stands, `make logs` why."
        wait_until(arrived, "every event to arrive", progress=lambda: tuple(latest), every=0.3, hint=hint)
