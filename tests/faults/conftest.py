"""The orders app at its counter, whose wire to DynamoDB can be broken and which threads may ask at once."""

from typing import Any

import pytest
from hypothesis import Phase, settings

from bookstore import clock
from tests.faults.beside import beside
from tests.faults.shop import Shop, Time
from tests.faults.threads import one_request_per_thread
from tests.faults.wire import Wire
from tests.orders.conftest import app, counter, one_simulator, simulator, table
from tests.orders.counter import Counter

NO_SHRINKING = [Phase.explicit, Phase.generate]  # a failure is shown as found; `make test-deep` makes it small
QUICK = {"max_examples": 12, "stateful_step_count": 45, "derandomize": True}
settings.register_profile("quick", deadline=None, phases=NO_SHRINKING, **QUICK)
settings.register_profile("deep", max_examples=500, stateful_step_count=60, deadline=None)
settings.load_profile("quick")  # `--hypothesis-profile=deep` comes after this

__all__ = ["app", "counter", "one_simulator", "simulator", "table"]


@pytest.fixture(autouse=True)
def _threads_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    one_request_per_thread(monkeypatch)


@pytest.fixture
def wire(app: Any, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """The app's own connection to DynamoDB, tried again at once; the tests look at the table through another one."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    from bookstore.dynamodb.table import client

    return Wire(client("dynamodb"))


@pytest.fixture
def shop(counter: Counter, make_table: Any, simulator: Any, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Both services; letters and waiting are left out."""
    import chalicelib.emails.ses_mailer
    from chalicelib.settings import settings

    settings()
    with monkeypatch.context() as environment:
        environment.setenv("TABLE", make_table("cart").name)
        cart_app, cart_functions = beside("cart")
    time = Time(simulator)
    monkeypatch.setattr(clock, "now", time.now)
    monkeypatch.setattr(chalicelib.emails.ses_mailer.Post, "send", lambda *_: None)
    monkeypatch.setattr("stripe._http_client.HTTPClient._sleep_time_seconds", lambda *_, **__: 0)
    return Shop(counter, cart_app, cart_functions, simulator, time)
