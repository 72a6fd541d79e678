"""`make bench-engines`: what customers receive while an engine hangs or is killed, and how soon the shop recovers.

Each engine of the running local shop is suspended for a while, as if it were busy. Then it is killed while orders are
placed and started again, until no read model differs from its table.
"""

import signal
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from itertools import cycle

from ulid import ULID

from bench.tiny import add_tiny_option
from bookstore.engines import OPEN_SECONDS
from deploy.errors import UserError
from deploy.waiting import wait_until
from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.process import ProcessRecord, signal_group
from local.sample_data.accounts import PASSWORD
from local.system import System, system_from_environment
from ops.http_client import ShopClient
from ops.read_models import drift
from ops.stage import Stage

ENGINES = ("valkey", "gremlin", "opensearch")
REPETITIONS = 5


@dataclass(frozen=True)
class Orders:
    """How many orders are paid before an engine is killed, while it is down, and after it was started again."""

    before: int
    meanwhile: int
    after: int


ALL, FEW = Orders(5, 10, 5), Orders(1, 1, 1)


class OrderThread(threading.Thread):
    """Places and pays orders, one after the other, until it is stopped."""

    def __init__(self, stage: Stage, stripe: str) -> None:
        super().__init__(daemon=True)
        self._stage, self._stripe = stage, stripe
        self._stopped = threading.Event()
        self.paid = 0

    def run(self) -> None:
        """Place each order as a new customer, with two books, so that the purchase graph gets edges."""
        books = self._stage.guest().get("/catalog/books", limit=100)["items"]
        editions = cycle([e for book in books for e in book["editions"] if e["format"] == "ebook"])
        while not self._stopped.is_set():
            email = f"customer-{ULID()}@bookstore.example"
            self._stage.pool.ensure(email, PASSWORD)
            customer = self._stage.sign_in(email, PASSWORD)
            placed = place_order(customer, fill_cart(customer, [next(editions), next(editions)]))
            pay(self._stripe, placed["client_secret"])
            wait_for_payment(customer, placed["order_id"])
            self.paid += 1

    def wait_for(self, more: int) -> None:
        """Wait until this many more orders are paid."""
        target = self.paid + more
        wait_until(lambda: self.paid >= target, f"{more} more orders")

    def stop(self) -> None:
        """Stop after the current order."""
        self._stopped.set()
        self.join()


def count_differences(stage: Stage) -> dict[str, int]:
    """Count the differences between each read model and its table."""
    return {report.view: report.differing for report in drift(stage.call, repair=False)}


def request_pages(guest: ShopClient, book_id: str) -> dict[str, str]:
    """Request every page that depends on an engine, and a book's own; return statuses and times by path."""
    paths = (
        "/search/search?q=whale",
        "/search/suggest?q=wha",
        "/recommendations/bestsellers",
        f"/recommendations/books/{book_id}/also-bought",
        f"/catalog/books/{book_id}",
    )
    return {path: _request_repeatedly(guest, path) for path in paths}


def _request_repeatedly(guest: ShopClient, path: str) -> str:
    statuses, seconds = Counter[str](), list[float]()
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        response = guest.request("GET", path)
        seconds.append(time.perf_counter() - started)
        statuses[f"{response.status_code}{' from the table' if response.json().get('degraded') else ''}"] += 1
    return f"{dict(statuses)}, {', '.join(f'{1000 * value:.0f}' for value in seconds)} ms"


def print_pages(guest: ShopClient, book_id: str) -> None:
    """Request all pages and print their statuses and times."""
    for path, figures in request_pages(guest, book_id).items():
        print(f"  {path:60} {figures}", flush=True)


def find_process(name: str, system: System) -> ProcessRecord:
    """Return the engine's process; raise UserError if it does not run."""
    if record := system.components[name].running():
        return record
    raise UserError(f"{name} does not run: `make up` starts it.")


def suspend_engine(name: str, system: System, stage: Stage) -> None:
    """Suspend an engine: the first requests wait for their time-out, later ones are answered without it."""
    guest = stage.guest()
    book_id = guest.get("/catalog/books", limit=1)["items"][0]["book_id"]
    request_pages(guest, book_id)  # the first calls of idle functions are slow
    record = find_process(name, system)
    signal_group(record, signal.SIGSTOP)
    try:
        print(f"\n{name} is suspended")
        print_pages(guest, book_id)
    finally:
        signal_group(record, signal.SIGCONT)
    time.sleep(OPEN_SECONDS)
    print(f"{name} was resumed {OPEN_SECONDS:.0f} s ago")
    print_pages(guest, book_id)


def kill_engine(name: str, system: System, stage: Stage, stripe: str, count: Orders) -> None:
    """Kill an engine while orders are placed, start it again, and wait until no read model differs."""
    guest = stage.guest()
    book_id = guest.get("/catalog/books", limit=1)["items"][0]["book_id"]
    request_pages(guest, book_id)  # the first calls of idle functions are slow
    orders = OrderThread(stage, stripe)
    orders.start()
    orders.wait_for(count.before)
    signal_group(find_process(name, system), signal.SIGKILL)
    print(f"\n{name} was killed")
    print_pages(guest, book_id)
    orders.wait_for(count.meanwhile)
    system.start([name])
    restarted = time.monotonic()
    orders.wait_for(count.after)
    orders.stop()
    print(f"  {orders.paid} orders were paid, the last {time.monotonic() - restarted:.0f} s after {name} was restarted")
    wait_until(lambda: not any(count_differences(stage).values()), "agreement", every=2)
    print(f"  nothing differs {time.monotonic() - restarted:.0f} s after {name} was restarted", flush=True)


def main() -> None:
    """Suspend and kill each engine in turn."""
    parser = ArgumentParser(prog="python -m bench.engine_failures", description=__doc__)
    parser.add_argument("--stage", default="local", help="the shop's stage; local")
    add_tiny_option(parser)
    options = parser.parse_args()
    stage, system = Stage(options.stage), system_from_environment()
    for name in ENGINES[:1] if options.tiny else ENGINES:
        suspend_engine(name, system, stage)
        kill_engine(name, system, stage, system.endpoints()["stripe_api_base"], FEW if options.tiny else ALL)


if __name__ == "__main__":
    main()
