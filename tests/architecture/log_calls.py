"""The log messages of the services and the shared library, read from their code."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deploy.paths import ROOT
from tests.architecture.code import files, tree

LEVELS = ("info", "warning", "exception")
SHARED = "shared"


@dataclass(frozen=True)
class LogCall:
    """One call that logs; `message` is None when it is not a constant."""

    where: str
    owner: str
    level: str
    message: str | None


@dataclass(frozen=True)
class Forwarder:
    """A function that logs the message it is given as its argument at `index`; a private one is called in its file."""

    path: Path
    name: str
    index: int
    level: str


@cache
def log_calls() -> tuple[LogCall, ...]:
    """Return every call that logs: of bookstore.logs itself, and of functions that log a message they are given."""
    direct = [found for path in files("services", "shared") for found in _direct_calls(path)]
    forwarders = {found for found in direct if isinstance(found, Forwarder)}
    calls = [found for found in direct if isinstance(found, LogCall)]
    return (*calls, *(call for path in files("services", "shared") for call in _forwarded_calls(path, forwarders)))


@cache
def indirect_uses() -> tuple[str, ...]:
    """Return where a function of bookstore.logs is named without being called."""
    found = []
    for path in files("services", "shared"):
        nodes = list(ast.walk(tree(path)))
        called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        found += [_where(path, node) for node in nodes if _level(node) and id(node) not in called]
    return tuple(found)


def _direct_calls(path: Path) -> Iterator[LogCall | Forwarder]:
    parameters = dict(_parameters(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and (level := _level(node.func)):
            function, names = parameters.get(id(node), ("", ()))
            first = node.args[0]
            if isinstance(first, ast.Name) and first.id in names:
                yield Forwarder(path, function, names.index(first.id), level)
            else:
                yield LogCall(_where(path, node), _owner(path), level, _constant(first))


def _forwarded_calls(path: Path, forwarders: set[Forwarder]) -> Iterator[LogCall]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        for forwarder in forwarders:
            if forwarder.name == name and (forwarder.path == path or not name.startswith("_")):
                yield LogCall(_where(path, node), _owner(path), forwarder.level, _constant(node.args[forwarder.index]))


def _parameters(path: Path) -> Iterator[tuple[int, tuple[str, tuple[str, ...]]]]:
    """Yield the id of each node in a function, with the function's name and positional parameters without self."""
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef):
            names = tuple(argument.arg for argument in function.args.args if argument.arg != "self")
            yield from ((id(node), (function.name, names)) for node in ast.walk(function))


def _level(node: ast.AST) -> str | None:
    """Return the level when the node is `logs.<level>`."""
    is_log = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "logs"
    return node.attr if is_log and node.attr in LEVELS else None  # type: ignore[attr-defined]


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _owner(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "services" else SHARED


def _where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]
