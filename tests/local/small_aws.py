"""The emulated AWS alone, in a home of the tests' own, with a small application in it; it can be killed."""

import io
import json
import os
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError

from deploy.waiting import wait_until
from local.emulator.clients import client
from local.system import System

READER = """
import boto3

def handle(event, _):
    table = boto3.client("dynamodb")
    if "Item" not in table.get_item(TableName="gate", Key={"pk": {"S": "open"}}):
        raise RuntimeError("not yet")
    for record in event["Records"]:
        counted = {"UpdateExpression": "ADD times :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}
        table.update_item(TableName="seen", Key=record["dynamodb"]["Keys"], **counted)
"""


@contextmanager
def emulator_in(folder: Any, base: int) -> Iterator[System]:
    """The emulated AWS, running."""
    system = System(folder, base, "test")
    system.start(["emulator"])
    try:
        yield system
    finally:
        system.stop(["emulator"])


def kill(system: System, part: str = "emulator") -> None:
    """End a part as the machine does when memory runs out."""
    os.kill(system.components[part].running().pid, signal.SIGKILL)
    wait_until(lambda: system.components[part].running() is None, f"the end of {part}")


def kill_and_start(system: System) -> None:
    kill(system)
    system.start(["emulator"])


def make_table(system: System, name: str, **options: Any) -> None:
    client(system, "dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        **options,
    )


def items(system: System, table: str) -> dict[str, dict[str, Any]]:
    found = client(system, "dynamodb").scan(TableName=table)["Items"]
    return {item["pk"]["S"]: item for item in found}


def put(system: System, table: str, key: str, **attributes: Any) -> None:
    client(system, "dynamodb").put_item(TableName=table, Item={"pk": {"S": key}, **attributes})


def transact(system: System, table: str, *keys: str, **how: Any) -> None:
    writes = [{"Put": {"TableName": table, "Item": {"pk": {"S": key}, "state": {"S": "placed"}}}} for key in keys]
    client(system, "dynamodb").transact_write_items(TransactItems=writes, **how)


def make_queue(system: System, name: str, **attributes: str) -> str:
    queue: str = client(system, "sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return queue


def received(system: System, queue: str) -> list[str]:
    """The bodies of all messages that can be received now."""
    sqs, bodies = client(system, "sqs"), []
    while found := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        bodies += [message["Body"] for message in found]
    return sorted(bodies)


def make_reader(system: System) -> str:
    """A function that counts in `seen` what comes from the stream of `orders`, once `gate` is open; its mapping."""
    make_table(system, "gate")
    make_table(system, "seen")
    make_table(system, "orders", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
    functions = client(system, "lambda")
    functions.create_function(
        FunctionName="reader", Runtime="python3.11", Handler="reader.handle", Role=_role(system), Code=_code()
    )
    stream = client(system, "dynamodb").describe_table(TableName="orders")["Table"]["LatestStreamArn"]
    mapping: str = functions.create_event_source_mapping(
        EventSourceArn=stream, FunctionName="reader", StartingPosition="TRIM_HORIZON"
    )["UUID"]
    return mapping


def has_read_all(system: System, mapping: str) -> bool:
    found = client(system, "lambda").get_event_source_mapping(UUID=mapping)
    return bool(found["LastProcessingResult"] == "No records processed")


def stack_status(system: System, name: str) -> str | None:
    try:
        found = client(system, "cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return None
    return str(found["StackStatus"])


def _role(system: System) -> str:
    allowed = {"Effect": "Allow", "Action": ["dynamodb:*", "logs:*"], "Resource": "*"}
    trusted = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    iam = client(system, "iam")
    arn: str = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=_policy(trusted))["Role"]["Arn"]
    iam.put_role_policy(RoleName="reader", PolicyName="tables", PolicyDocument=_policy(allowed))
    return arn


def _policy(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _code() -> dict[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("reader.py", READER)
    return {"ZipFile": packed.getvalue()}
