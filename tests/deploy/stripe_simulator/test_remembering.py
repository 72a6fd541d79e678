"""Everything survives a stop and a start, and one command runs it all."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import stripe

from deploy.stripe_simulator import state
from deploy.stripe_simulator.simulator import Simulator
from tests.deploy.stripe_simulator.conftest import SECRET, wait_until

KEY = {"idempotency_key": "order:o-1"}


@contextmanager
def running(port: int, path: Path, shop_url: str) -> Iterator[object]:
    options = ["--port", str(port), "--state", str(path), "--webhook-url", shop_url, "--webhook-secret", SECRET]
    process = subprocess.Popen([sys.executable, "-m", "deploy.stripe_simulator", *options])
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: is_healthy(address))
        yield stripe.StripeClient("sk_test_shop", base_addresses={"api": address}, max_network_retries=0).v1
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0


def is_healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").json() == {"status": "ok"}
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def test_payments_keys_and_undelivered_webhooks_survive_a_restart(tmp_path, shop):
    path, port = tmp_path / "state" / "stripe.json", free_port()
    order = {"amount": 1999, "currency": "gbp"}
    with running(port, path, "http://127.0.0.1:9/nobody") as before:
        intent = before.payment_intents.create(order, KEY)
        debit = {"payment_method": "pm_bacsDebit_success", "return_url": "http://shop.example"}
        before.payment_intents.confirm(intent.id, debit)

    with running(port, path, shop.url) as after:
        assert after.payment_intents.retrieve(intent.id).status == "processing"
        assert after.payment_intents.create(order, KEY).id == intent.id
        httpx.post(f"http://127.0.0.1:{port}/_simulator/payment_intents/{intent.id}/settle").raise_for_status()
        assert sorted(shop.waits_for(5).types) == [
            "charge.pending",
            "charge.succeeded",
            "payment_intent.created",
            "payment_intent.processing",
            "payment_intent.succeeded",
        ]
    assert list(path.parent.iterdir()) == [path]


def test_changes_are_saved_while_it_runs(simulator, api, tmp_path, monkeypatch):
    monkeypatch.setattr(state, "QUIET_SECONDS", 0.02)
    path = tmp_path / "stripe.json"
    saver = state.Saver(simulator, path)
    saver.start()
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    wait_until(path.exists)
    saver.stop()

    other = Simulator("")
    state.load(other, path)
    assert other.store.get("payment_intent", intent.id)["amount"] == 1999


def test_events_are_kept_for_thirty_days(simulator, api, control, tmp_path):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    control.post("/clock", json={"seconds": 30 * 24 * 3600 + 1}).raise_for_status()
    state.save(simulator, tmp_path / "stripe.json")
    assert api.events.list().data == []
    assert len(api.payment_intents.list().data) == 1


def test_a_reset_forgets_payments_and_keeps_the_address(api, shop, control):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"}, KEY)
    shop.waits_for(1)
    control.post("/reset").raise_for_status()

    assert api.payment_intents.list().data == []
    assert api.events.list().data == []
    assert control.get("/deliveries").json() == {"deliveries": []}
    assert control.get("").json()["webhooks"]["url"] == shop.url
    assert (
        "Idempotent-Replayed"
        not in api.payment_intents.create({"amount": 1999, "currency": "gbp"}, KEY).last_response.headers
    )


def test_the_overview_lists_every_control(control):
    listed = control.get("").json()["controls"]
    assert "POST /_simulator/payment_intents/{}/settle" in listed
    assert len(listed) == 13
    assert control.post("/nothing").json()["error"]["message"].startswith("No such control: POST /_simulator/nothing.")
