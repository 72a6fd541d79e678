"""Read what a service's functions logged, from CloudWatch Logs."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.emulator.clients import client
from local.system import System

PLATFORM_LINES = ("START RequestId:", "END RequestId:", "REPORT RequestId:")
FORMATTED_FIELDS = {"level", "message", "timestamp", "exception"}
HIDDEN_FIELDS = {"location", "service", "exception_name", "stack_trace", "xray_trace_id"}
CODE_FOLDER = re.compile(r"/\S*/ministack-lambda-[^/\s]+/code/")  # a function's own files, wherever they lie today


@dataclass(frozen=True)
class LogLine:
    """One line of one function, at a time in milliseconds."""

    at: int
    function: str
    message: str

    def __str__(self) -> str:
        clock = f"{datetime.fromtimestamp(self.at / 1000, UTC):%H:%M:%S.%f}"[:-3]
        return f"{clock} {self.function:12} {format_message(self.message)}"


def read_log_lines(system: System, service: str, since: int) -> list[LogLine]:
    """Read what the service's functions logged from `since` (milliseconds) on, in the order of time."""
    logs = client(system, "logs")
    prefix = log_group_prefix(system, service)
    lines = [line for group in list_log_groups(system, service) for line in read_log_group(logs, group, prefix, since)]
    return sorted(lines, key=lambda line: line.at)  # lines of one moment stay in the order they were written


def list_log_groups(system: System, service: str) -> list[str]:
    """List one log group per function; none for a service that is not deployed."""
    pages = client(system, "logs").get_paginator("describe_log_groups")
    pages = pages.paginate(logGroupNamePrefix=log_group_prefix(system, service))
    return [group["logGroupName"] for page in pages for group in page["logGroups"]]


def log_group_prefix(system: System, service: str) -> str:
    """Return the name of the API's own function's group; the others' names begin with it."""
    return f"/aws/lambda/bookstore-{service}-{system.stage}"


def read_log_group(logs: Any, group: str, prefix: str, since: int) -> Iterable[LogLine]:
    """Read one group, without the lines that Lambda itself adds around each invocation."""
    function = group.removeprefix(prefix).lstrip("-") or "api"
    for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=since):
        for event in page["events"]:
            if not event["message"].startswith(PLATFORM_LINES):
                yield LogLine(event["timestamp"], function, event["message"])


def format_message(message: str) -> str:
    """Format a JSON log entry for a person: its level, its message and its fields."""
    try:
        entry = json.loads(message)
        columns = [f"{entry['level']:7}", str(entry["message"])]
    except (ValueError, KeyError, TypeError):
        return CODE_FOLDER.sub("", message)
    hidden = FORMATTED_FIELDS | HIDDEN_FIELDS
    fields = [f"{name}={value}" for name, value in entry.items() if name not in hidden and value not in (None, "")]
    traceback = [CODE_FOLDER.sub("", entry["exception"])] if entry.get("exception") else []
    return "\n".join([" ".join([*columns, *fields]), *traceback])
