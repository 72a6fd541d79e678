"""The project's own Python files and what each of them imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from deploy.paths import ROOT

FOLDERS = ("services", "shared", "deploy", "ops", "stripe_simulator", "local", "tools", "tests", "bench")


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """Every Python file of these folders, links not followed, packages of npm left out."""
    found = [path for name in folders or FOLDERS for path in _walk(ROOT / name)]
    return tuple(sorted(found))


def _walk(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink() and folder.name != "node_modules":
        for path in folder.iterdir():
            if path.is_dir():
                yield from _walk(path)
            elif path.suffix == ".py":
                yield path


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text())


def imports(path: Path) -> set[str]:
    """The modules a file names, `from a import b` as `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def inside(path: Path) -> str | None:
    """Return the path below a service's chalicelib, without `.py`; None outside a service."""
    parts = path.relative_to(ROOT).parts
    within = parts[:1] == ("services",) and parts[2:3] == ("chalicelib",)
    return "/".join(parts[3:]).removesuffix(".py") if within else None


def part(path: Path) -> str | None:
    """Return the folder or file at chalicelib's top that a file belongs to."""
    name = inside(path)
    return name.split("/")[0] if name else None


def service_of(path: Path) -> str:
    """Return the service that a file of `services/` belongs to."""
    return path.relative_to(ROOT).parts[1]


def shown(path: Path) -> str:
    """The path as a person writes it."""
    return str(path.relative_to(ROOT))
