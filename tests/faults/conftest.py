"""The orders app with faults of DynamoDB, concurrent requests, and a cart beside it."""

from typing import Any

import pytest
from hypothesis import Phase, settings

from bookstore import clock
from tests.faults.dynamodb_faults import DynamoDbFaults
from tests.faults.second_service import load_second_service
from tests.faults.shop import FakeClock, Shop
from tests.faults.threads import isolate_requests_by_thread
from tests.orders.conftest import app, cognito, counter, one_simulator, simulator, table
from tests.orders.counter import Counter

NO_SHRINKING = [Phase.explicit, Phase.generate]  # a failure is shown as found; `make test-deep` makes it small
QUICK = {"max_examples": 12, "stateful_step_count": 45, "derandomize": True}
settings.register_profile("quick", deadline=None, phases=NO_SHRINKING, **QUICK)
settings.register_profile("deep", max_examples=500, stateful_step_count=60, deadline=None)
settings.load_profile("quick")  # `--hypothesis-profile=deep` comes after this

__all__ = ["app", "cognito", "counter", "one_simulator", "simulator", "table"]


@pytest.fixture(autouse=True)
def _isolate_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_requests_by_thread(monkeypatch)


@pytest.fixture
def dynamodb_faults(app: Any, monkeypatch: pytest.MonkeyPatch) -> DynamoDbFaults:
    """Return the faults of the app's own client, which retries at once; tests read the table through another client."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    from bookstore.dynamodb.table import client

    return DynamoDbFaults(client("dynamodb"))


@pytest.fixture
def shop(counter: Counter, make_table: Any, simulator: Any, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Load cart and orders; no e-mail is sent and no retry waits."""
    import chalicelib.emails.ses_mailer
    from chalicelib.settings import settings

    settings()
    with monkeypatch.context() as environment:
        environment.setenv("TABLE", make_table("cart").name)
        cart_app, cart_handlers = load_second_service("cart")
    fake_clock = FakeClock(simulator)
    monkeypatch.setattr(clock, "now", fake_clock.now)
    monkeypatch.setattr(chalicelib.emails.ses_mailer.SesMailer, "send", lambda *_: None)
    monkeypatch.setattr("stripe._http_client.HTTPClient._sleep_time_seconds", lambda *_, **__: 0)
    return Shop(counter, cart_app, cart_handlers, simulator, fake_clock)
