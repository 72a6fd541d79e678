"""Search's own code on the path, its table on DynamoDB Local and its indices on a real OpenSearch."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from opensearchpy import OpenSearch

from bookstore.dynamodb.table import Table
from local.system import System
from tests.own_app import fresh_app, on_path

on_path("search")


@pytest.fixture
def table(make_table: Callable[[str], Table]) -> Table:
    """A fresh table of search."""
    return make_table("search")


@pytest.fixture(scope="session")
def opensearch_url(engine: Callable[[str], System]) -> str:
    """Where the tests' OpenSearch listens."""
    return f"http://127.0.0.1:{engine('opensearch').ports.opensearch}"


@pytest.fixture(scope="session")
def opensearch(opensearch_url: str) -> OpenSearch:
    """A client with patience: how long the shop waits is tested by itself."""
    return OpenSearch([opensearch_url], timeout=20, max_retries=0)


@pytest.fixture(scope="module")
def module_stage(opensearch: OpenSearch) -> Iterator[str]:
    """A stage for tests that only read, so that one index serves a whole file."""
    yield from _stage(opensearch)


@pytest.fixture
def stage(opensearch: OpenSearch) -> Iterator[str]:
    """A stage of its own, without an index yet; what the test makes in it is thrown away."""
    yield from _stage(opensearch)


@pytest.fixture(scope="module")
def desk(module_stage: str, opensearch: OpenSearch) -> Any:
    """A desk in front of the books on the shelf."""
    from chalicelib.index.admin import Shelves
    from tests.search.books_on_the_shelf import SHELF
    from tests.search.desks import patient_desk

    alias = f"books-{module_stage}"
    shelves = Shelves(alias, opensearch)
    shelves.create(shelves.name(1), answering=True)
    shelves.write(shelves.name(1), SHELF)
    opensearch.indices.refresh(index=alias)
    return patient_desk(alias, opensearch)


def _stage(opensearch: OpenSearch) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    yield name
    opensearch.indices.delete(index=f"books-{name}-*", ignore=[404])


@pytest.fixture
def app(table: Table, dynamodb: Any, stage: str, opensearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Search's app on a fresh table and without an index yet; it waits longer than the shop does, since the machine
    that tests is a busy one."""
    settings = {"STAGE": stage, "OPENSEARCH_URL": opensearch_url, "EVENT_BUS": "bus", "PARKED_URL": "parked"}
    return fresh_app("search", table, dynamodb, monkeypatch, ENGINE_READ_SECONDS="60", **settings)
