"""Imports point inward, routes and handlers → use cases → models; domains import each other downwards only."""

import ast

import pytest

from deploy.paths import ROOT
from tests.architecture.code import files, imports, inside, part, service_of, shown, tree
from tests.architecture.layers import GATEWAYS, LAYERS, STORAGE
from tests.templates import SERVICES

AWS = ("boto3", "botocore")
OUTSIDE = (*AWS, "chalice", "redis", "opensearchpy", "gremlin_python", "stripe")
PARTS = [path for path in files("services") if part(path) and service_of(path) in SERVICES]


def params(paths) -> list:
    return [pytest.param(path, id=shown(path)) for path in paths]


def own_imports(path) -> set[str]:
    """Return the service's own files that a file imports, as paths below chalicelib."""
    modules = {name.removeprefix("chalicelib.").replace(".", "/") for name in imports(path) if "." in name}
    return {inside(other) for other in PARTS if service_of(other) == service_of(path) and inside(other) in modules}


def is_edge(name: str) -> bool:
    """Whether a file receives requests or events, or reads the settings that only those need."""
    stem = name.rpartition("/")[2]
    return stem.endswith(("routes", "route")) or name in {
        "handlers",
        "blueprint",
        "own_table",
        "read_models",
        "settings",
    }


def is_storage(service: str, name: str) -> bool:
    return name.endswith("repository") or name in STORAGE.get(service, ())


def is_pure(service: str, name: str) -> bool:
    return not (is_edge(name) or is_storage(service, name) or name in GATEWAYS.get(service, ()))


def named(path, *modules: str) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] in modules}


@pytest.mark.parametrize("path", params(path for path in PARTS if is_pure(service_of(path), inside(path))))
def test_a_model_or_use_case_knows_neither_aws_nor_the_web(path):
    service = service_of(path)
    assert named(path, *OUTSIDE) == set()
    impure = {name for name in own_imports(path) if not is_pure(service, name)}
    assert impure <= {"read_models"}, "read_models has the names of the read models beside their repository"


@pytest.mark.parametrize("path", params(path for path in PARTS if is_storage(service_of(path), inside(path))))
def test_a_repository_knows_no_routes_or_handlers(path):
    assert {name for name in own_imports(path) if is_edge(name)} <= {"own_table", "settings"}


@pytest.mark.parametrize("path", params(path for path in PARTS if is_edge(inside(path))))
def test_routes_and_handlers_leave_aws_to_repositories_and_gateways(path):
    assert named(path, *AWS) == set()


@pytest.mark.parametrize("service", sorted(LAYERS))
def test_every_folder_of_a_service_has_its_layer(service):
    written = {part(path) for path in PARTS if service_of(path) == service} - {"__init__", "ports"}
    assert written == {name for layer in LAYERS[service] for name in layer}


@pytest.mark.parametrize("path", params(path for path in PARTS if service_of(path) in LAYERS and part(path) != "ports"))
def test_domains_import_each_other_downwards_only(path):
    level = {name: depth for depth, layer in enumerate(LAYERS[service_of(path)]) for name in layer}
    others = {name.split("/")[0] for name in own_imports(path)} - {part(path), "__init__", "ports"}
    assert {name for name in others if level[name] <= level[part(path)]} == set()


@pytest.mark.parametrize("path", params(PARTS))
def test_only_repositories_import_the_conditions_of_dynamodb(path):
    if not is_storage(service_of(path), inside(path)):
        assert {name for name in imports(path) if name.startswith("bookstore.dynamodb.conditions")} == set()


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


@pytest.mark.parametrize("path", params(PARTS))
def test_a_partys_library_is_imported_on_first_use(path):
    """Either inside a function, or at the top of a file that is itself imported inside functions only."""
    if {name.split(".")[0] for name in at_once(path)} & {"redis", "opensearchpy", "gremlin_python", "stripe"}:
        assert neighbours_that_load(path) == []


@pytest.mark.parametrize("path", params(files("services", "shared")))
def test_no_service_knows_another_and_shared_knows_none(path):
    assert named(path, "services", "deploy", "ops", "stripe_simulator", "local", "tools", "tests", "bench") == set()
    if shown(path).startswith("shared/"):
        assert named(path, "chalicelib") == set()
