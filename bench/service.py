"""One service's app on a fresh table, in this process: what the figures are measured on."""

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from statistics import median
from typing import Any

import boto3
import pytest

from bookstore.dynamodb.table import Table
from tests.conftest import ENGINES, FIRST_PORT
from tests.own_app import fresh_app, on_path
from tests.systems import shared_system
from tests.templates import resources

WARM, MEASURED, BATCH = 50, 400, 80


@dataclass(frozen=True)
class Bench:
    """The app, its table, and how to change something for as long as it is measured."""

    app: Any
    table: Table
    patch: pytest.MonkeyPatch


@contextmanager
def service(name: str, **settings: str) -> Iterator[Bench]:
    """The service in the tests' own DynamoDB Local; its log lines go nowhere."""
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
    os.environ.pop("AWS_PROFILE", None)
    on_path(name)
    with shared_system(ENGINES, FIRST_PORT) as engines, pytest.MonkeyPatch.context() as patch:
        engines.start(["dynamodb"])
        url = f"http://127.0.0.1:{engines.ports.dynamodb}"
        dynamodb = boto3.client("dynamodb", endpoint_url=url)
        table = _table(name, dynamodb)
        with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
            yield Bench(fresh_app(name, table, dynamodb, patch, **settings), table, patch)
        dynamodb.delete_table(TableName=table.name)


def cpu_per_call(act: Callable[[int], Any]) -> str:
    """Processor time of this process alone, in milliseconds: DynamoDB's own is spent elsewhere.

    The median of the quietest of five batches says what the code costs, the median of all what it cost among whatever
    else this machine had to do.
    """
    for number in range(WARM):
        act(number)
    spent = [_cpu(act, WARM + number) for number in range(MEASURED)]
    batches = [median(spent[start : start + BATCH]) for start in range(0, MEASURED, BATCH)]
    return f"median {min(batches):.2f} ms in the quietest fifth, {median(spent):.2f} ms in all"


def say(what: str, found: str) -> None:
    """One line of figures."""
    sys.__stdout__.write(f"{what:<58} {found}\n")


def _cpu(act: Callable[[int], Any], number: int) -> float:
    began = time.process_time()
    act(number)
    return (time.process_time() - began) * 1000


def _table(service_name: str, dynamodb: Any) -> Table:
    properties = resources(service_name)["Table"]["Properties"]
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    name = f"bench-{service_name}-{uuid.uuid4().hex}"
    dynamodb.create_table(TableName=name, **{key: properties[key] for key in wanted if key in properties})
    return Table(name, dynamodb)
