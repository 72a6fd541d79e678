"""One service's app on an empty table, in this process, and the processor time of its requests."""

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest

from bench.environment import CREDENTIALS, create_table
from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import DYNAMODB_CONFIG, Table
from tests.own_app import add_to_path, load_app
from tests.systems import shared_engines

WARM_UP_CALLS, CALLS, BATCHES = 50, 400, 5
TINY_WARM_UP_CALLS, TINY_CALLS = 2, 10


@dataclass(frozen=True)
class Bench:
    """The app, its table, and a patch that lasts as long as the measurement."""

    app: Any
    table: Table
    patch: pytest.MonkeyPatch


@contextmanager
def open_service(name: str, **settings: str) -> Iterator[Bench]:
    """Load the service's app, on a table in the tests' own DynamoDB Local; its log lines are discarded."""
    os.environ.update(CREDENTIALS)
    os.environ.pop("AWS_PROFILE", None)
    add_to_path(name)
    with shared_engines() as engines, pytest.MonkeyPatch.context() as patch:
        engines.start(["dynamodb"])
        url = f"http://127.0.0.1:{engines.ports.dynamodb}"
        dynamodb = new_client("dynamodb", DYNAMODB_CONFIG, endpoint_url=url)
        table = create_table(name, f"bench-{name}-{uuid.uuid4().hex}", dynamodb)
        with open(os.devnull, "w") as discarded, redirect_stdout(discarded):
            yield Bench(load_app(name, table, dynamodb, patch, **settings), table, patch)
        dynamodb.delete_table(TableName=table.name)


def measure_cpu_per_call(call: Callable[[int], Any], *, tiny: bool = False) -> str:
    """Measure the processor time of this process alone, in milliseconds; DynamoDB is another process.

    The median of the fastest of five batches is the cost of the code, the median of all calls the cost beside
    whatever else this machine had to do.
    """
    warm_up, calls = (TINY_WARM_UP_CALLS, TINY_CALLS) if tiny else (WARM_UP_CALLS, CALLS)
    for number in range(warm_up):
        call(number)
    times = [_measure_call(call, warm_up + number) for number in range(calls)]
    size = calls // BATCHES
    batches = [median(times[start : start + size]) for start in range(0, calls, size)]
    return f"median {min(batches):.2f} ms in the fastest fifth, {median(times):.2f} ms in all"


def print_figure(what: str, figure: str) -> None:
    """Print one line of figures, also while the standard output is redirected."""
    sys.__stdout__.write(f"{what:<58} {figure}\n")


def _measure_call(call: Callable[[int], Any], number: int) -> float:
    started = time.process_time()
    call(number)
    return (time.process_time() - started) * 1000
