"""Load a second service in the same process: the first one's `app` and `chalicelib` are removed meanwhile."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from deploy.paths import ROOT
from tests.own_app import load_handlers


def load_second_service(service: str) -> tuple[Any, ModuleType]:
    """Return the service's app and handlers, with the settings that the environment has now."""
    with _free_module_names(service):
        importlib.import_module("chalicelib.settings").settings()
        return importlib.import_module("app").app, load_handlers()


@contextmanager
def _free_module_names(service: str) -> Iterator[None]:
    first_service = _remove_modules()
    sys.path.insert(0, str(ROOT / "services" / service))
    try:
        yield
    finally:
        sys.path.pop(0)
        _remove_modules()
        sys.modules.update(first_service)


def _remove_modules() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] in {"app", "chalicelib"}]
    return {name: sys.modules.pop(name) for name in names}
