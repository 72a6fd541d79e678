"""The state survives a stop and a kill of the command that runs the simulator."""

import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import stripe

from stripe_simulator import snapshots
from stripe_simulator.simulator import Simulator
from tests.stripe_simulator.conftest import SECRET, wait_until

KEY = {"idempotency_key": "order:o-1"}
PAID = {"payment_method": "pm_card_visa", "return_url": "http://shop.example"}


@contextmanager
def running(port: int, path: Path, shop_url: str, end: signal.Signals = signal.SIGTERM) -> Iterator[object]:
    options = ["--port", str(port), "--state", str(path), "--webhook-url", shop_url, "--webhook-secret", SECRET]
    process = subprocess.Popen([sys.executable, "-m", "stripe_simulator", *options])
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: is_healthy(address))
        yield stripe.StripeClient("sk_test_shop", base_addresses={"api": address}, max_network_retries=0).v1
    finally:
        process.send_signal(end)
        assert process.wait() == (0 if end == signal.SIGTERM else -end)


def running_until_killed(port: int, path: Path, shop_url: str) -> AbstractContextManager[object]:
    """Run it and end it without a chance to write a snapshot."""
    return running(port, path, shop_url, end=signal.SIGKILL)


def undelivered(port: int) -> int:
    return int(httpx.get(f"http://127.0.0.1:{port}/_simulator").json()["undelivered"])


def is_healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").json() == {"status": "ok"}
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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
        assert sorted(shop.wait_for(5).types) == [
            "charge.pending",
            "charge.succeeded",
            "payment_intent.created",
            "payment_intent.processing",
            "payment_intent.succeeded",
        ]
    assert list(path.parent.iterdir()) == [path]


def test_acknowledged_changes_survive_a_kill(tmp_path, shop):
    """Payments, their keys, and webhooks that have not arrived; twice, so that recovered changes survive as well."""
    path, port = tmp_path / "stripe.json", free_port()
    order = {"amount": 1999, "currency": "gbp"}
    with running(port, path, "http://127.0.0.1:9/nobody"):
        pass  # an orderly stop before
    with running_until_killed(port, path, "http://127.0.0.1:9/nobody") as before:
        intent = before.payment_intents.create(order, KEY)
        httpx.post(f"http://127.0.0.1:{port}/_simulator/clock", json={"seconds": 3600}).raise_for_status()
        before.payment_intents.confirm(intent.id, PAID)
    with running_until_killed(port, path, "http://127.0.0.1:9/nobody") as between:
        assert between.payment_intents.create(order, KEY).id == intent.id
        httpx.post(f"http://127.0.0.1:{port}/_simulator/webhooks", json={"hold": True}).raise_for_status()
        refund = between.refunds.create({"payment_intent": intent.id, "amount": 999})

    with running(port, path, shop.url) as after:
        assert after.payment_intents.retrieve(intent.id).status == "succeeded"
        assert [refund.id for refund in after.refunds.list().data] == [refund.id]
        assert len(after.charges.list().data) == 1
        assert after.charges.list().data[0].amount_refunded == 999
        assert after.charges.list().data[0].created > intent.created + 3000
        wait_until(lambda: not undelivered(port))
        received = Counter(shop.types)
        assert [received[name] for name in ("payment_intent.created", "charge.succeeded", "charge.refunded")] == [
            1,
            1,
            1,
        ]

    with running(port, path, shop.url):
        assert undelivered(port) == 0
    assert list(path.parent.iterdir()) == [path]


def test_a_payment_that_a_kill_interrupted_has_not_happened(tmp_path, shop):
    path, port = tmp_path / "stripe.json", free_port()
    with running_until_killed(port, path, "http://127.0.0.1:9/nobody") as before:
        intent = before.payment_intents.create({"amount": 1999, "currency": "gbp"})
        before.payment_intents.confirm(intent.id, PAID)
    written = next(snapshots.journal_folder(path).iterdir())
    content = written.read_bytes()
    paid = content.index(b'"charge.succeeded"')  # in the middle of its line
    written.write_bytes(content[:paid])

    with running(port, path, "http://127.0.0.1:9/nobody") as after:
        assert after.payment_intents.retrieve(intent.id).status == "requires_payment_method"
        assert after.charges.list().data == []
        assert after.payment_intents.confirm(intent.id, PAID).status == "succeeded"


def test_a_long_journal_is_replaced_by_a_snapshot(simulator, api, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "MAX_JOURNAL_BYTES", 5_000)
    path = tmp_path / "stripe.json"
    writer = snapshots.SnapshotWriter(simulator, path)
    writer.start()
    intents = [api.payment_intents.create({"amount": 1999, "currency": "gbp"}).id for _ in range(12)]
    assert path.exists()
    assert sum(file.stat().st_size for file in snapshots.journal_folder(path).iterdir()) < 10_000

    simulator.store.lock.journal = None  # as after a kill

    other = Simulator("")
    snapshots.load(other, path)
    assert list(other.store.documents["payment_intent"]) == intents
    repeated = snapshots.SnapshotWriter(other, path)
    repeated.start()
    assert [file.stat().st_size for file in snapshots.journal_folder(path).iterdir()] == [0]
    repeated.stop()


def test_events_are_deleted_after_thirty_days(simulator, api, control, tmp_path):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    control.post("/clock", json={"seconds": 30 * 24 * 3600 + 1}).raise_for_status()
    snapshots.save(simulator, tmp_path / "stripe.json")
    assert api.events.list().data == []
    assert len(api.payment_intents.list().data) == 1


def test_a_reset_deletes_payments_but_not_the_webhook_address(api, shop, control):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"}, KEY)
    shop.wait_for(1)
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
    assert len(listed) == 14
    assert control.post("/nothing").json()["error"]["message"].startswith("No such control: POST /_simulator/nothing.")
