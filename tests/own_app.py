"""Load a service's own code, and its app on an empty table."""

import importlib
import sys
from types import ModuleType
from typing import Any

import pytest

from bookstore import rate_limits
from bookstore.dynamodb.table import Table, client
from deploy.paths import ROOT
from tests import permissions
from tests.fakes import fake_inbox_queue
from tests.gateway import CLIENT_ID


def add_to_path(service: str) -> None:
    """Make `app` and `chalicelib` those of this service; a pytest process tests one service only."""
    sys.path[:0] = [str(ROOT / "services" / service)]


def load_app(service: str, table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch, **settings: str) -> Any:
    """Load the service's app with these settings; its functions may do in the table only what their roles allow."""
    common = {
        "TABLE": table.name,
        "STAGE": "test",
        "POWERTOOLS_SERVICE_NAME": "tested",
        "TRACES_OPEN": "true",
        "USER_POOL_CLIENT_ID": CLIENT_ID,
        "USER_POOL_ARN": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_test",
        "RATE_LIMIT_WAIT_SECONDS": "60",
    }
    for name, value in {**common, **settings}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.meta.endpoint_url)
    _forget_cached("bookstore", "chalicelib")
    app, handlers = importlib.import_module("app").app, load_handlers()
    monkeypatch.setattr("bookstore.messaging.handlers.inbox_queue", fake_inbox_queue)
    permissions.enforce(service, app, handlers, [client("dynamodb"), rate_limits.quick_client()], monkeypatch)
    return app


def set_rate_limits(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Give the loaded app these limits, which it has not counted for yet."""
    monkeypatch.setenv("RATE_LIMITS", text)
    rate_limits.settings.cache_clear()
    rate_limits.rate_limiter.cache_clear()


def load_handlers() -> ModuleType:
    """Import the handlers of the service that is on the path."""
    return importlib.import_module("chalicelib.handlers")


def _forget_cached(*packages: str) -> None:
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in packages:
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()
