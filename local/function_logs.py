"""What a service's functions said, read where AWS keeps it too: CloudWatch Logs."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.emulator.clients import client
from local.system import System

PLATFORM_LINES = ("START RequestId:", "END RequestId:", "REPORT RequestId:")
SHOWN_OTHERWISE = {"level", "message", "timestamp", "exception"}
FOR_MACHINES = {"location", "service", "exception_name", "stack_trace", "xray_trace_id"}
UNPACKED = re.compile(r"/\S*/ministack-lambda-[^/\s]+/code/")  # a function's own files, wherever they lie today


@dataclass(frozen=True)
class Said:
    """One line of one function, at a time in milliseconds."""

    at: int
    function: str
    message: str

    def __str__(self) -> str:
        clock = f"{datetime.fromtimestamp(self.at / 1000, UTC):%H:%M:%S.%f}"[:-3]
        return f"{clock} {self.function:12} {readable(self.message)}"


def said_since(system: System, service: str, since: int) -> list[Said]:
    """Everything the service's functions wrote from `since` (milliseconds) on, in the order of time."""
    logs = client(system, "logs")
    prefix = prefix_of(system, service)
    lines = [line for group in groups_of(system, service) for line in lines_of(logs, group, prefix, since)]
    return sorted(lines, key=lambda line: line.at)  # lines of one moment stay in the order they were written


def groups_of(system: System, service: str) -> list[str]:
    """One log group per function; none for a service that is not deployed."""
    pages = client(system, "logs").get_paginator("describe_log_groups")
    found = pages.paginate(logGroupNamePrefix=prefix_of(system, service))
    return [group["logGroupName"] for page in found for group in page["logGroups"]]


def prefix_of(system: System, service: str) -> str:
    """The API's own function has this name, the others add theirs."""
    return f"/aws/lambda/bookstore-{service}-{system.stage}"


def lines_of(logs: Any, group: str, prefix: str, since: int) -> Iterable[Said]:
    """Without the lines that Lambda itself adds around each invocation."""
    function = group.removeprefix(prefix).lstrip("-") or "api"
    for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=since):
        for event in page["events"]:
            if not event["message"].startswith(PLATFORM_LINES):
                yield Said(event["timestamp"], function, event["message"])


def readable(message: str) -> str:
    """Our functions log JSON, for machines; a person wants the level, the sentence and the facts."""
    try:
        said = json.loads(message)
        words = [f"{said['level']:7}", str(said["message"])]
    except (ValueError, KeyError, TypeError):
        return UNPACKED.sub("", message)
    hidden = SHOWN_OTHERWISE | FOR_MACHINES
    facts = [f"{name}={value}" for name, value in said.items() if name not in hidden and value not in (None, "")]
    traceback = [UNPACKED.sub("", said["exception"])] if said.get("exception") else []
    return "\n".join([" ".join([*words, *facts]), *traceback])
