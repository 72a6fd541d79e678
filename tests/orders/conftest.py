"""Orders' own code on the path: its app on a fresh table, with a Stripe of its own."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stripe

from bookstore.dynamodb.table import Table
from stripe_simulator.simulator import Simulator
from tests.orders.cognito import Cognito
from tests.orders.counter import SECRETS, Counter, functions
from tests.own_app import add_to_path, load_app
from tests.stripe_server import run_stripe_simulator

add_to_path("orders")


@pytest.fixture(scope="session")
def one_simulator() -> Iterator[Simulator]:
    """The process's simulator."""
    with run_stripe_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(one_simulator: Simulator) -> Simulator:
    """A simulator that remembers nothing."""
    one_simulator.reset()
    return one_simulator


@pytest.fixture
def table(make_table: Callable[[str], Table]) -> Table:
    """A fresh table of orders."""
    return make_table("orders")


@pytest.fixture
def app(table: Table, dynamodb: Any, simulator: Simulator, cognito: Cognito, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Orders' app on a fresh table, at a fresh Stripe."""
    app = load_app(
        "orders",
        table,
        dynamodb,
        monkeypatch,
        EVENT_BUS="bus",
        PARKED_URL="parked",
        MAIL_SENDER="shop@bookstore.example",
        PUBLIC_URL="https://books.example",
        STRIPE_API_BASE=simulator.public_url,
        STRIPE_SECRET_ID="stripe",
    )
    monkeypatch.setattr("chalicelib.payments.secrets.client", lambda name: SecretsManager())
    monkeypatch.setattr("chalicelib.credentials.user_pool.client", lambda name: cognito)
    monkeypatch.setattr("chalicelib.credentials.message_sender.client", lambda name: Functions())
    return app


@pytest.fixture
def cognito() -> Cognito:
    """A user pool without accounts."""
    return Cognito()


class Functions:
    """Invokes a function of the service at once; on AWS, and on the emulator, it runs later."""

    def invoke(self, *, FunctionName: str, InvocationType: str, Payload: bytes) -> None:
        assert InvocationType == "Event"
        getattr(functions(), FunctionName.rpartition("-")[2])(json.loads(Payload), None)


class Post:
    """What carries letters; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.sent: list[tuple[list[str], str]] = []
        self.texts: list[str] = []

    def send_email(self, **mail: Any) -> None:
        self.failures -= 1
        if self.failures >= 0:
            raise OSError("the post is away")
        self.sent.append((mail["Destination"]["ToAddresses"], mail["Message"]["Subject"]["Data"]))
        self.texts.append(mail["Message"]["Body"]["Text"]["Data"])


@pytest.fixture
def post(app: Any, monkeypatch: pytest.MonkeyPatch) -> Post:
    """What has carried the letters of this test."""
    post = Post()
    monkeypatch.setattr("chalicelib.emails.ses_mailer.client", lambda name: post)
    return post


@pytest.fixture
def counter(app: Any, table: Table, simulator: Simulator) -> Counter:
    """Where a test sells, orders, pays and looks."""
    base = {"api": simulator.public_url}
    return Counter(app, table, stripe.StripeClient("sk_test_shop", base_addresses=base, max_network_retries=0).v1)


class SecretsManager:
    """Keeps what orders needs."""

    def get_secret_value(self, *, SecretId: str) -> dict[str, str]:
        return {"SecretString": json.dumps({"secret_key": "sk_test_shop", "webhook_secrets": SECRETS})}
