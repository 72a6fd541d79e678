"""The catalog's own code on the path, and its app on a real table."""

from collections.abc import Callable
from typing import Any

import pytest

from bookstore.dynamodb.table import Table
from tests.own_app import add_to_path, load_app

add_to_path("catalog")


@pytest.fixture
def table(make_table: Callable[[str], Table]) -> Table:
    """Create an empty table of the catalog."""
    return make_table("catalog")


@pytest.fixture
def app(table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Load the catalog's app on an empty table."""
    return load_app(
        "catalog",
        table,
        dynamodb,
        monkeypatch,
        EVENT_BUS="bus",
        PARKED_URL="parked",
        COVERS_BUCKET="covers",
        IMPORTS_BUCKET="imports",
        FILES_BUCKET="files",
    )
