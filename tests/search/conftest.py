"""Search's own code on the path, its table on DynamoDB Local and its indices on a real OpenSearch."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from opensearchpy import OpenSearch

from bookstore.dynamodb.table import Table
from local.system import System
from tests.own_app import add_to_path, load_app

add_to_path("search")


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
    """A client with a long time-out: other tests are about the service's own time-outs."""
    return OpenSearch([opensearch_url], timeout=20, max_retries=0)


@pytest.fixture(scope="module")
def module_stage(opensearch: OpenSearch) -> Iterator[str]:
    """A stage for tests that only read, so that all tests of a file share one index."""
    yield from _stage(opensearch)


@pytest.fixture
def stage(opensearch: OpenSearch) -> Iterator[str]:
    """A stage without an index; indices that the test creates in it are deleted."""
    yield from _stage(opensearch)


@pytest.fixture(scope="module")
def client(module_stage: str, opensearch: OpenSearch) -> Any:
    """A search client of an index with the sample books."""
    from chalicelib.index.admin import IndexAdmin
    from tests.search.clients import untimed_client
    from tests.search.sample_books import BOOKS

    alias = f"books-{module_stage}"
    admin = IndexAdmin(alias, opensearch)
    admin.create(admin.index_name(1), with_alias=True)
    admin.write(admin.index_name(1), BOOKS)
    opensearch.indices.refresh(index=alias)
    return untimed_client(alias, opensearch)


def _stage(opensearch: OpenSearch) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    yield name
    opensearch.indices.delete(index=f"books-{name}-*", ignore=[404])


@pytest.fixture
def app(table: Table, dynamodb: Any, stage: str, opensearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Search's app on a fresh table without an index; its time-outs are longer than the service's, since the machine
    that runs the tests may be busy."""
    settings = {"STAGE": stage, "OPENSEARCH_URL": opensearch_url, "EVENT_BUS": "bus", "PARKED_URL": "parked"}
    return load_app("search", table, dynamodb, monkeypatch, ENGINE_READ_SECONDS="60", **settings)


@pytest.fixture
def functions(app: Any) -> Any:
    """Search's functions, on the same table and engine."""
    from chalicelib import handlers

    return handlers


@pytest.fixture
def parked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies sent to the parking queue."""
    bodies: list[str] = []
    monkeypatch.setattr("bookstore.messaging.handlers.record_parker", lambda queue_url: bodies.append)
    return bodies
