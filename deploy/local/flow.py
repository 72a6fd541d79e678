"""What is still on its way through the shop: events not yet sent, messages and tables' streams not yet read, and
messages set aside."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.local.emulator.clients import client
from deploy.local.system import System

OUTBOX_PARTITIONS = 8  # as bookstore.outbox spreads them
READ_TO_ITS_END = "No records processed"
MESSAGES = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


@dataclass(frozen=True)
class Flow:
    """One service's numbers; `dead` and `parked` want a person, the others only a moment. `streams` are the readers of
    its table's stream that are behind."""

    service: str
    outbox: int = 0
    inbox: int = 0
    dead: int = 0
    parked: int = 0
    streams: int = 0

    @property
    def on_its_way(self) -> int:
        return self.outbox + self.inbox + self.streams


def flows(system: System) -> list[Flow]:
    """Every deployed stack that has a table or a queue, found through its own resources: no service is named here."""
    prefix = f"bookstore-{system.stage}-"
    cloudformation = client(system, "cloudformation")
    pages = cloudformation.get_paginator("describe_stacks").paginate()
    names = [stack["StackName"] for page in pages for stack in page["Stacks"]]
    behind = streams_behind(system)
    found = [
        flow_of(system, name.removeprefix(prefix), cloudformation.describe_stack_resources(StackName=name), behind)
        for name in sorted(names)
        if name.startswith(prefix)
    ]
    return [flow for flow in found if flow]


def flow_of(system: System, service: str, described: dict[str, Any], behind: Mapping[str, int]) -> Flow | None:
    """None for a stack that neither keeps nor hears anything."""
    resources = described["StackResources"]
    queues = {
        r["LogicalResourceId"]: r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::SQS::Queue"
    }
    tables = [r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::DynamoDB::Table"]
    if not queues and not tables:
        return None
    depth = {name: messages_in(system, url) for name, url in queues.items()}
    return Flow(
        service,
        outbox=sum(waiting_in_outbox(system, table) for table in tables),
        inbox=sum(count for name, count in depth.items() if kind_of(name) == "inbox"),
        dead=sum(count for name, count in depth.items() if kind_of(name) == "dead"),
        parked=sum(count for name, count in depth.items() if kind_of(name) == "parked"),
        streams=sum(behind.get(table, 0) for table in tables),
    )


def streams_behind(system: System) -> Mapping[str, int]:
    """How many readers of each table's stream have not come to its end."""
    pages = client(system, "lambda").get_paginator("list_event_source_mappings").paginate()
    mappings = [mapping for page in pages for mapping in page["EventSourceMappings"]]
    behind = [mapping["EventSourceArn"] for mapping in mappings if mapping["LastProcessingResult"] != READ_TO_ITS_END]
    return Counter(arn.split("/")[1] for arn in behind if ":dynamodb:" in arn)


def kind_of(queue: str) -> str:
    """By the names the templates use: Inbox, InboxDeadLetters, Parked."""
    if queue.endswith("DeadLetters"):
        return "dead"
    return "parked" if queue.startswith("Parked") else "inbox"


def messages_in(system: System, url: str) -> int:
    """Waiting ones, and those being worked on right now."""
    answer = client(system, "sqs").get_queue_attributes(QueueUrl=url, AttributeNames=list(MESSAGES))
    return sum(int(answer["Attributes"][name]) for name in MESSAGES)


def waiting_in_outbox(system: System, table: str) -> int:
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


def on_its_way(found: Iterable[Flow]) -> int:
    """What will still change somebody's view."""
    return sum(flow.on_its_way for flow in found)
