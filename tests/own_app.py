"""A service's own code on the path, and its app on a fresh table."""

import importlib
import sys
from typing import Any

import pytest

from bookstore.table import Table
from deploy.local.paths import ROOT


def on_path(service: str) -> None:
    """Make `app` and `chalicelib` those of this service; a pytest process tests one service only."""
    sys.path[:0] = [str(ROOT / "services" / service)]


def fresh_app(table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch, **settings: str) -> Any:
    """The app, reading its settings anew."""
    common = {"TABLE": table.name, "STAGE": "test", "POWERTOOLS_SERVICE_NAME": "tested", "TRACES_OPEN": "true"}
    for name, value in {**common, **settings}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.meta.endpoint_url)
    _forget_cached("bookstore", "chalicelib")
    return importlib.import_module("app").app


def _forget_cached(*packages: str) -> None:
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in packages:
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()
