"""Fixtures: a running simulator, clients of its API, and an endpoint that receives its webhooks."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
import stripe

from stripe_simulator.simulator import Simulator
from stripe_simulator.webhooks.deliveries import WebhookSettings
from tests.stripe_server import run_stripe_simulator

SECRET = "whsec_first"


@dataclass
class Shop:
    """An endpoint that records webhooks; it responds with the next of `statuses`, or with 200 when there is none."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    on_webhook: Callable[[], object] = lambda: None

    @property
    def events(self) -> list[stripe.Event]:
        return [stripe.Webhook.construct_event(body, self.signature(n), SECRET) for n, body in enumerate(self.bodies)]

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.events]

    def signature(self, number: int) -> str:
        return self.headers[number]["stripe-signature"]

    def wait_for(self, count: int) -> "Shop":
        wait_until(lambda: len(self.bodies) >= count)
        return self


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait without a limit, because a busy machine may take any time."""
    while not condition():
        time.sleep(0.002)


@pytest.fixture
def shop(simulator: Simulator) -> Iterator[Shop]:
    shop = Shop()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            shop.headers.append({name.lower(): value for name, value in self.headers.items()})
            shop.on_webhook()
            shop.bodies.append(body)
            self.send_response(shop.statuses.pop(0) if shop.statuses else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    shop.url = f"http://127.0.0.1:{receiver.server_port}/webhook"
    simulator.deliveries.settings = WebhookSettings(url=shop.url, secrets=(SECRET,), first_retry=0.01)
    yield shop
    receiver.shutdown()
    receiver.server_close()


@pytest.fixture(scope="session")
def one_simulator() -> Iterator[Simulator]:
    with run_stripe_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(one_simulator: Simulator) -> Simulator:
    one_simulator.reset()
    one_simulator.deliveries.settings = WebhookSettings()
    return one_simulator


@pytest.fixture
def url(simulator: Simulator) -> str:
    return simulator.public_url


@pytest.fixture
def api(url: str) -> object:
    return stripe.StripeClient("sk_test_shop", base_addresses={"api": url}, max_network_retries=0).v1


@pytest.fixture
def control(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{url}/_simulator") as client:
        yield client


@pytest.fixture
def browser(url: str) -> Iterator[httpx.Client]:
    """A client with the publishable key, as a customer's browser has it."""
    with httpx.Client(base_url=url, headers={"Authorization": "Bearer pk_test_shop"}) as client:
        yield client


@pytest.fixture
def pay(api) -> Callable[..., stripe.PaymentIntent]:
    """Create and confirm a payment of £19.99 in one request."""

    def create_payment(method: str = "pm_card_visa", **more: object) -> stripe.PaymentIntent:
        automatic = {"enabled": True, "allow_redirects": "never"}
        parameters = {"amount": 1999, "currency": "gbp", "confirm": True, "payment_method": method}
        return api.payment_intents.create({**parameters, "automatic_payment_methods": automatic, **more})

    return create_payment
