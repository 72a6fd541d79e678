"""Run the Stripe simulator until SIGTERM or SIGINT: python -m stripe_simulator --port 21002."""

import argparse
import signal
import threading
from pathlib import Path

from stripe_simulator import snapshots
from stripe_simulator.server import Server
from stripe_simulator.simulator import Simulator
from stripe_simulator.snapshots import SnapshotWriter
from stripe_simulator.webhooks.deliveries import WebhookSettings


def main() -> None:
    """Load the saved state, serve, and save the state at the end."""
    arguments = _parse_arguments()
    simulator = Simulator(arguments.public_url or f"http://127.0.0.1:{arguments.port}")
    secrets = tuple(arguments.webhook_secret)
    simulator.deliveries.settings = WebhookSettings(url=arguments.webhook_url, secrets=secrets)
    if arguments.state:
        snapshots.load(simulator, arguments.state)
    server = Server(simulator, arguments.port)
    stop_requested = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop_requested.set())
    _run(server, simulator, arguments.state, stop_requested)


def _run(server: Server, simulator: Simulator, path: Path | None, stop_requested: threading.Event) -> None:
    writer = SnapshotWriter(simulator, path) if path else None
    if writer:
        writer.start()
    simulator.deliveries.start()
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    stop_requested.wait()
    server.shutdown()
    simulator.deliveries.stop()
    if writer:
        writer.stop()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stripe_simulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--webhook-url", help="address that receives webhooks; without it events are only listed")
    parser.add_argument("--webhook-secret", action="append", default=[], help="repeat it for every valid secret")
    parser.add_argument("--state", type=Path, help="file that holds the state between runs")
    parser.add_argument("--public-url", help="address of this simulator for browsers, unless http://127.0.0.1:PORT")
    return parser.parse_args()


if __name__ == "__main__":
    main()
