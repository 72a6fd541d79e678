"""The same file names in every service; no file longer than 300 lines, each with a docstring."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from deploy.paths import ROOT
from tests.architecture.code import files, shown, tree
from tests.templates import SERVICES

LONGEST_FILE = 300
WRITTEN = ("app.py", ".chalice/config.json", "README.md", "openapi.json", "requirements.txt")
TEMPLATES = ("functions.yaml", "resources.yaml")
MODULES = ("handlers", "own_table", "routes", "settings")
ADDRESS = re.compile(
    r'"resolved": "\w+:|/(work|root|home)/[a-z]+/|^\s*(-i|--(extra-)?index.url)\b|url = "\w+://\S+\.(whl|tar\.gz)"',
    re.MULTILINE,
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
FORBIDDEN = re.compile(r"(util|helper|manager|misc|common_stuff)s?$", re.IGNORECASE)


def test_there_are_five_services():
    assert SERVICES == ["cart", "catalog", "orders", "recommendations", "search"]


def written(pattern: str = "*") -> list[Path]:
    """The project's files of this name, those not committed yet included."""
    command = ["git", "ls-files", "-co", "--exclude-standard", pattern]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [path for path in (ROOT / name for name in listed) if path.is_file() and not path.is_symlink()]


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_files(service):
    folder = ROOT / "services" / service
    missing = [name for name in (*WRITTEN, *TEMPLATES) if not (folder / name).exists()]
    lib = folder / "chalicelib"
    missing += [name for name in MODULES if not (lib / f"{name}.py").exists()]
    assert missing == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_shared_library_is_one_link(service):
    link = ROOT / "services" / service / "vendor" / "bookstore"
    assert link.is_symlink()
    assert link.resolve() == ROOT / "shared" / "bookstore"


@pytest.mark.parametrize("service", SERVICES)
def test_app_py_only_puts_the_parts_together(service):
    lines = (ROOT / "services" / service / "app.py").read_text().splitlines()
    assert len(lines) <= 28  # with what turns the garbage collector off and on
    assert lines[-1].startswith("gc.freeze()"), (
        "no customer should wait for a collection of everything that was imported"
    )


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files()])
def test_no_file_is_longer_than_a_person_reads_at_once(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files()])
def test_every_file_says_why_it_exists(path):
    assert ast.get_docstring(tree(path)) or not path.read_text()
    assert not FORBIDDEN.search(path.stem)


def test_the_project_names_no_registry():
    others = [path for path in written() if path.name != "test_layout.py" and path.suffix != ".webp"]
    texts = {path: path.read_text(errors="ignore") for path in others}
    assert [shown(path) for path, text in texts.items() if ADDRESS.search(text)] == []


@pytest.mark.parametrize("page", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in written("*.md")])
def test_every_page_leads_where_it_says(page):
    assert [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []
