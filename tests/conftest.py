"""Fixtures of all tests: engines, and tables made from a service's own template on DynamoDB Local."""

import os
import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import Any

import pytest

from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import DYNAMODB_CONFIG, Table
from local.system import System
from tests.gateway import CLIENT_ID
from tests.systems import shared_engines
from tests.templates import resources

ENGINE_FIXTURES = {"engine", "at_stripe_mock"}  # the second is built with Go the first time
SAMPLED_ORDERS = 6


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --engines: `make check` runs the tests that need no engine, `make test` then the others.

    Add --every-order: `make test-deep` runs the tests of steps in any order, and those alone, in every order. Add
    --examples: how many requests each route gets when its answers are compared with the OpenAPI document.
    """
    parser.addoption("--examples", type=int)
    parser.addoption("--engines", choices=("with", "without", "only"), default="with")
    parser.addoption("--every-order", action="store_true")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Select by engine: a test needs one when a fixture of its own, or of its fixtures, is an engine's."""
    engines, selected = config.getoption("--engines"), list(items)
    if engines != "with":
        selected = [item for item in selected if _uses(item, ENGINE_FIXTURES) == (engines == "only")]
    if config.getoption("--every-order"):
        selected = [item for item in selected if _uses(item, {"orders_of"})]
    config.hook.pytest_deselected(items=[item for item in items if item not in selected])
    items[:] = selected


def _uses(item: pytest.Item, fixtures: set[str]) -> bool:
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def _no_aws_account() -> None:
    """Keep tests away from any AWS account, whatever the shell is signed in to."""
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
    os.environ["USER_POOL_CLIENT_ID"] = CLIENT_ID
    os.environ.pop("AWS_PROFILE", None)


@pytest.fixture(scope="session")
def engine() -> Iterator[Callable[[str], System]]:
    """Return a function that starts an engine; test runs at the same time share their engines."""
    with shared_engines() as engines:

        def start(name: str) -> System:
            engines.start([name])
            return engines

        yield start


@pytest.fixture(scope="session")
def dynamodb(engine: Callable[[str], System]) -> Any:
    """Return a client of DynamoDB Local."""
    url = f"http://127.0.0.1:{engine('dynamodb').ports.dynamodb}"
    return new_client("dynamodb", DYNAMODB_CONFIG, endpoint_url=url, region_name="us-east-1")


@pytest.fixture
def make_table(dynamodb: Any) -> Callable[[str], Table]:
    """Return a function that creates an empty table as a service's resources.yaml declares it, without its stream:
    each write costs DynamoDB Local time for every stream record before it, and tests make the stream's events
    themselves."""

    def make(service: str) -> Table:
        properties = resources(service)["Table"]["Properties"]
        name = f"{service}-{uuid.uuid4().hex}"
        names = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        settings = {key: properties[key] for key in names if key in properties}
        dynamodb.create_table(TableName=name, **settings)
        return Table(name, dynamodb)

    return make


@pytest.fixture
def orders_of(request: pytest.FixtureRequest) -> Callable[[Iterable[str]], list[tuple[str, ...]]]:
    """Return a function that returns orders in which steps may happen: with --every-order all there are, otherwise
    always the same few. Those have each order's reverse, so that any two steps happen either way round; of five steps,
    each is once the first and follows directly on every other."""

    def choose(steps: Iterable[str]) -> list[tuple[str, ...]]:
        every = list(permutations(steps))
        if request.config.getoption("--every-order"):
            return every
        sample = random.Random(1).sample(every, SAMPLED_ORDERS)
        return [order for one in sample for order in (one, one[::-1])]

    return choose
