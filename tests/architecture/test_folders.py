"""The arrows between the top-level folders: what each may import, and that nothing imports in a circle."""

import graphlib

import pytest

from deploy.paths import ROOT
from tests.architecture.code import FOLDERS, files, imports, shown

MAY_IMPORT = {
    "shared": set(),
    "services": {"shared"},
    "deploy": {"shared"},
    "ops": {"deploy", "shared"},
    "stripe_simulator": {"deploy", "shared"},
    "local": {"ops", "stripe_simulator", "deploy", "shared"},
    "tools": {"deploy", "shared", "services"},
    "bench": set(FOLDERS) - {"bench"},
    "tests": set(FOLDERS) - {"tests"},
}
PACKAGES = {"bookstore": "shared", "chalicelib": "services"} | {name: name for name in FOLDERS}


def folder_of(path) -> str:
    return path.relative_to(ROOT).parts[0]


def imported_folders(path) -> set[str]:
    """The top-level folders of the project whose modules a file imports, its own left out."""
    packages = {module.split(".")[0] for module in imports(path)}
    return {PACKAGES[package] for package in packages & PACKAGES.keys()} - {folder_of(path)}


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files()])
def test_a_file_imports_only_what_its_folder_may(path):
    assert imported_folders(path) <= MAY_IMPORT[folder_of(path)]


def test_every_folder_has_its_row():
    assert MAY_IMPORT.keys() == set(FOLDERS)


def test_the_folders_import_each_other_in_no_circle():
    """The tests and the measurements share fakes and data, and nothing else imports either."""
    graph = {name: MAY_IMPORT[name] for name in FOLDERS if name not in {"tests", "bench"}}
    assert set(graphlib.TopologicalSorter(graph).static_order()) == graph.keys()


def test_the_bootstrap_needs_nothing_but_python():
    """The first command runs under the system's own Python, before anything is installed."""
    of_the_project = {name for name in imports(ROOT / "local" / "bootstrap.py") if name.split(".")[0] in PACKAGES}
    assert of_the_project == {"deploy.progress", "deploy.progress.CONSOLE"}
    assert {name for name in imports(ROOT / "deploy" / "progress.py") if name.split(".")[0] in PACKAGES} == set()


SHARED_LAYERS = (
    {"bounded_items", "web"},
    {"audit"},
    {"closed_accounts", "messaging", "rate_limits", "read_models", "staff"},
    {"dynamodb", "engine_answers", "engines", "functions", "identity", "jobs", "transient"},
    {"chunks", "clock", "environment", "events", "logs", "metrics", "money"},
    {"field_types"},
    {"correlation", "errors"},
)


def test_every_part_of_the_shared_library_has_its_layer():
    parts = {path.relative_to(ROOT).parts[2].removesuffix(".py") for path in files("shared")} - {"__init__"}
    assert parts == set().union(*SHARED_LAYERS)


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files("shared")])
def test_the_shared_library_imports_downwards_only(path):
    level = {name: depth for depth, layer in enumerate(SHARED_LAYERS) for name in layer}
    own = path.relative_to(ROOT).parts[2].removesuffix(".py")
    others = {name.split(".")[1] for name in imports(path) if name.startswith("bookstore.")} - {own}
    assert {name for name in others if level[name] <= level[own]} == set()
