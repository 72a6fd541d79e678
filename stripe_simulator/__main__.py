"""Runs the simulator until it is told to stop: python -m stripe_simulator --port 21002."""

import argparse
import signal
import threading
from pathlib import Path

from stripe_simulator import snapshots
from stripe_simulator.server import Server
from stripe_simulator.simulator import Simulator
from stripe_simulator.snapshots import Keeper
from stripe_simulator.webhooks.deliveries import WebhookSettings


def main() -> None:
    """Remember, serve, and save when told to stop."""
    arguments = _arguments()
    simulator = Simulator(arguments.public_url or f"http://127.0.0.1:{arguments.port}")
    secrets = tuple(arguments.webhook_secret)
    simulator.deliveries.settings = WebhookSettings(url=arguments.webhook_url, secrets=secrets)
    if arguments.state:
        snapshots.load(simulator, arguments.state)
    server = Server(simulator, arguments.port)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    _run(server, simulator, arguments.state, stopping)


def _run(server: Server, simulator: Simulator, path: Path | None, stopping: threading.Event) -> None:
    keeper = Keeper(simulator, path) if path else None
    if keeper:
        keeper.start()
    simulator.deliveries.start()
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    stopping.wait()
    server.shutdown()
    simulator.deliveries.stop()
    if keeper:
        keeper.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stripe_simulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--webhook-url", help="where events go; without it they are only listed")
    parser.add_argument("--webhook-secret", action="append", default=[], help="once per valid secret")
    parser.add_argument("--state", type=Path, help="the file that remembers everything between runs")
    parser.add_argument("--public-url", help="where a browser finds this simulator, if not at 127.0.0.1:port")
    return parser.parse_args()


if __name__ == "__main__":
    main()
