"""What every measurement needs: a service's own code, and engines of its own beside whatever is running."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bookstore.dynamodb.table import Table, client
from deploy.paths import ROOT
from local.engines.java import ENGINES_VARIABLE
from local.ports import HOST
from local.system import System
from tests.systems import own_system
from tests.templates import resources

FIRST_PORT = 22500


def on_path(service: str) -> None:
    """Make `chalicelib` that of this service; a process measures one service only."""
    sys.path[:0] = [str(ROOT / "services" / service), str(ROOT / "shared")]


@contextmanager
def own_engines(*names: str) -> Iterator[System]:
    """Fresh engines, gone afterwards. They run as on a server: a laptop's only want to start quickly."""
    os.environ[ENGINES_VARIABLE] = "server"
    with own_system("bench", FIRST_PORT, stage="eval") as system:
        system.start(names)
        yield system


def fresh_table(system: System, service: str) -> Table:
    """A table as the service's own template says, on these engines' DynamoDB."""
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
    os.environ.update(AWS_ENDPOINT_URL_DYNAMODB=f"http://{HOST}:{system.ports.dynamodb}")
    dynamodb = client("dynamodb")
    properties, name = resources(service)["Table"]["Properties"], f"{service}-bench"
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    dynamodb.create_table(TableName=name, **{key: properties[key] for key in wanted if key in properties})
    return Table(name, dynamodb)
