"""Recommendations' own code on the path, its stores on a real table, its read_models in the real engines."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bookstore.dynamodb.table import Table
from bookstore.engines import Timeout
from local.ports import HOST
from local.system import System
from tests.flaky_proxy import FlakyProxy
from tests.own_app import add_to_path, load_app

add_to_path("recommendations")


@pytest.fixture
def table(make_table: Callable[[str], Table]) -> Table:
    """A fresh table of recommendations."""
    return make_table("recommendations")


@pytest.fixture(scope="session")
def redis_url(engine: Callable[[str], System]) -> str:
    """A real Valkey."""
    return f"redis://{HOST}:{engine('valkey').ports.valkey}/0"


@pytest.fixture(scope="session")
def gremlin_url(engine: Callable[[str], System]) -> str:
    """A real GremlinConnection server."""
    return f"ws://{HOST}:{engine('gremlin').ports.gremlin}/gremlin"


@pytest.fixture
def lists(redis_url: str) -> Any:
    """The lists in Valkey."""
    from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis

    return RedisLeaderboard(lambda: connect_redis(redis_url), Timeout(60))


@pytest.fixture
def graph(gremlin_url: str) -> Any:
    """The purchase graph in the GremlinConnection server."""
    from chalicelib.also_bought.graph import GremlinGraph

    return GremlinGraph(gremlin_url, Timeout(60))


@pytest.fixture
def list_target(lists: Any) -> Iterator[str]:
    """A target of this test alone."""
    target = uuid.uuid4().hex
    yield target
    lists.remove(target)


@pytest.fixture
def graph_target(graph: Any) -> Iterator[str]:
    """A target of this test alone."""
    target = uuid.uuid4().hex
    yield target
    graph.remove(target)


@pytest.fixture
def app(table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The app on a fresh table, where no engine answers."""
    unreachable = {"REDIS_URL": f"redis://{HOST}:1/0", "GREMLIN_URL": f"ws://{HOST}:1/gremlin"}
    return load_app("recommendations", table, dynamodb, monkeypatch, PARKED_URL="parked", **unreachable)


@pytest.fixture
def own_targets(table: Table, list_target: str, graph_target: str) -> None:
    """Both read_models are written to this test's own targets."""
    for name, target in (("bestsellers", list_target), ("graph", graph_target)):
        table.put({"pk": f"VIEW#{name}", "sk": "VIEW", "name": name, "serving": target})


@pytest.fixture
def app_with_engines(
    app: Any, own_targets: None, redis_url: str, gremlin_url: str, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """The app with its engines; its time limits are longer than the shop's, since the tests' machine is busy."""
    monkeypatch.setenv("ENGINE_READ_SECONDS", "60")
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("GREMLIN_URL", gremlin_url)
    return app


@pytest.fixture
def shop(app_with_engines: Any, table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The whole service, at noon: events go in, routes show the result."""
    from tests.recommendations.shop import Shop

    return Shop(app_with_engines, table, dynamodb, monkeypatch)


@pytest.fixture
def redis_line(engine: Callable[[str], System]) -> Iterator[FlakyProxy]:
    """A line to Valkey that a test can slow down or cut."""
    with FlakyProxy(engine("valkey").ports.valkey) as line:
        yield line


@pytest.fixture
def gremlin_line(engine: Callable[[str], System]) -> Iterator[FlakyProxy]:
    """A line to the graph that a test can slow down or cut."""
    with FlakyProxy(engine("gremlin").ports.gremlin) as line:
        yield line
