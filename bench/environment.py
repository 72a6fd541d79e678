"""The environment of a measurement: a service's code on the path, engines of its own, and a table."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bookstore.dynamodb.table import Table, client
from deploy.paths import ROOT
from local.engines.java import ENGINES_VARIABLE
from local.ports import HOST
from local.system import System
from tests.systems import own_system
from tests.templates import resources

FIRST_PORT = 22500
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
TABLE_PROPERTIES = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


def on_path(service: str) -> None:
    """Make `chalicelib` that of this service; a process measures one service only."""
    sys.path[:0] = [str(ROOT / "services" / service), str(ROOT / "shared")]


@contextmanager
def own_engines(*names: str) -> Iterator[System]:
    """Start empty engines with a server's settings, beside any running shop, and delete them afterwards."""
    os.environ.update(CREDENTIALS, **{ENGINES_VARIABLE: "server"})
    os.environ.pop("AWS_PROFILE", None)
    with own_system("bench", FIRST_PORT, stage="eval") as system:
        system.start(names)
        yield system


def fresh_table(system: System, service: str) -> Table:
    """Create an empty table in these engines' DynamoDB, with the keys and indexes of the service's template."""
    os.environ.update(AWS_ENDPOINT_URL_DYNAMODB=f"http://{HOST}:{system.ports.dynamodb}")
    return create_table(service, f"{service}-bench", client("dynamodb"))


def create_table(service: str, name: str, dynamodb: Any) -> Table:
    """Create a table of this name, with the keys and indexes of the service's template."""
    properties = resources(service)["Table"]["Properties"]
    selected = {key: properties[key] for key in TABLE_PROPERTIES if key in properties}
    dynamodb.create_table(TableName=name, **selected)
    return Table(name, dynamodb)
