"""Arrows point inward: api and events → actions → model, api and events → store; nobody imports another service."""

import ast

import pytest

from deploy.paths import ROOT
from tests.architecture.code import by_domain, files, imports, part, shown, tree
from tests.templates import SERVICES

AWS = ("boto3", "botocore")
OUTSIDE = (*AWS, "chalice", "redis", "opensearchpy", "gremlin_python", "stripe")
PARTS = [path for path in files("services") if part(path) and path.relative_to(ROOT).parts[1] in SERVICES]
BY_QUESTION = [path for path in PARTS if not by_domain(path.relative_to(ROOT).parts[1])]


def of(*names: str) -> list:
    return [pytest.param(path, id=shown(path)) for path in BY_QUESTION if part(path) in names]


def named(path, *modules: str) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] in modules}


def inside(path, *parts: str) -> set[str]:
    return {
        name
        for name in imports(path)
        if name.split(".")[:1] == ["chalicelib"] and set(name.split(".")[1:2]) & set(parts)
    }


@pytest.mark.parametrize("path", of("model"))
def test_a_model_knows_neither_aws_nor_the_web(path):
    assert named(path, *OUTSIDE) == set()
    assert inside(path, "api", "events", "actions", "store", "settings") == set()


@pytest.mark.parametrize("path", of("actions"))
def test_an_action_takes_what_it_touches_as_a_keyword(path):
    assert named(path, *OUTSIDE) == set()
    assert inside(path, "api", "events", "store", "settings") == set()


@pytest.mark.parametrize("path", of("store"))
def test_a_store_knows_nothing_of_those_who_use_it(path):
    assert inside(path, "api", "events", "actions") == set()


@pytest.mark.parametrize("path", of("api", "events"))
def test_whoever_listens_leaves_tables_to_the_store(path):
    assert named(path, *AWS) == set()


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in BY_QUESTION])
def test_dynamodb_words_stop_in_the_store(path):
    if part(path) != "store":
        assert {name for name in imports(path) if name.startswith("boto3.dynamodb")} == set()


def at_once(path) -> set[str]:
    """What a file imports as soon as it is imported itself."""
    found = {alias.name for node in tree(path).body if isinstance(node, ast.Import) for alias in node.names}
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def neighbours_that_load(path) -> list[str]:
    """The service's other files that import this one at once."""
    service = ROOT / "services" / path.relative_to(ROOT).parts[1]
    module = ".".join(path.relative_to(service).with_suffix("").parts).removesuffix(".__init__")
    return [shown(other) for other in PARTS if service in other.parents and module in at_once(other)]


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in PARTS])
def test_a_partys_library_is_imported_on_first_use(path):
    """Either inside a function, or at the top of a file that is itself imported inside functions only."""
    if {name.split(".")[0] for name in at_once(path)} & {"redis", "opensearchpy", "gremlin_python", "stripe"}:
        assert neighbours_that_load(path) == []


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files("services", "shared")])
def test_no_service_knows_another_and_shared_knows_none(path):
    assert named(path, "services", "deploy", "ops", "stripe_simulator", "local", "tools", "tests", "bench") == set()
    if shown(path).startswith("shared/"):
        assert named(path, "chalicelib") == set()
