"""A second service in the same process: its `app` and `chalicelib` step aside, so that both can be asked."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from deploy.paths import ROOT
from tests.own_app import load_handlers


def beside(service: str) -> tuple[Any, ModuleType]:
    """The service's app and its functions, with the settings that the environment has now."""
    with _names_free_for(service):
        importlib.import_module("chalicelib.settings").settings()
        return importlib.import_module("app").app, load_handlers()


@contextmanager
def _names_free_for(service: str) -> Iterator[None]:
    others = _taken_away()
    sys.path.insert(0, str(ROOT / "services" / service))
    try:
        yield
    finally:
        sys.path.pop(0)
        _taken_away()
        sys.modules.update(others)


def _taken_away() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] in {"app", "chalicelib"}]
    return {name: sys.modules.pop(name) for name in names}
