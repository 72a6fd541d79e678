"""A Stripe simulator that runs inside the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from stripe_simulator.server import Server
from stripe_simulator.simulator import Simulator


@contextmanager
def run_stripe_simulator() -> Iterator[Simulator]:
    """Run it at a free port; it sends no webhooks until a test sets an address."""
    server = Server(Simulator(""), 0)
    server.simulator.public_url = f"http://127.0.0.1:{server.server_port}"
    server.simulator.deliveries.start()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server.simulator
    finally:
        server.simulator.deliveries.stop()
        server.shutdown()
        server.server_close()
