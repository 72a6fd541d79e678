"""`make bench-load`: customers who sign up, browse, order and pay at the running shop, as many at once as CLIENTS says.

It prints the statuses and latencies of all requests. It fails if a response has a status of 500 or more, if an order
is not paid in the end, or if a message was moved to a dead-letter queue or parked.
"""

import argparse
import re
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any, TypeVar

import httpx
from botocore.exceptions import BotoCoreError, ClientError
from ulid import ULID

from bench.tiny import add_tiny_option
from deploy.command import run_command
from deploy.waiting import wait_until
from local.backlog import list_backlogs
from local.demo.purchase import fill_cart, pay, place_order
from local.sample_data.accounts import PASSWORD
from local.system import system_from_environment
from ops.http_client import RequestRefused, ShopClient
from ops.stage import Stage

T = TypeVar("T")
CLIENTS, SECONDS, MOST_LINES = 16, 60, 3
TINY_CLIENTS, TINY_SECONDS = 2, 1
QUERIES = ("whale", "sherlok holms", "love", "emma", "ghost story", "sea voyage", "crime and punishment")
IDENTIFIER = re.compile(r"/(books|lines|orders)/(?!books|orders)[^/]+")


class Measurements:
    """The outcome and the duration of every request, by its route; several threads record at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.failures: Counter[str] = Counter()
        self.orders: list[tuple[ShopClient, str]] = []

    def record(self, route: str, outcome: str, seconds: float, *, failed: bool = False) -> None:
        """Record one request; `failed` means that the shop failed, not that it refused the request."""
        with self._lock:
            self.outcomes[route][outcome] += 1
            self.seconds[route].append(seconds)
            if failed:
                self.failures[f"{route}: {outcome}"] += 1

    def add_order(self, client: ShopClient, order_id: str) -> None:
        """Record a placed order with the client that can read it."""
        with self._lock:
            self.orders.append((client, order_id))

    def measure(self, route: str, step: Callable[[], T]) -> T:
        """Record a step whose requests go elsewhere than to the shop; its failure is recorded and raised."""
        started, outcome = time.perf_counter(), "ok"
        try:
            return step()
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            self.record(route, outcome, time.perf_counter() - started)

    def print_table(self) -> None:
        """Print the latencies in milliseconds, by route."""
        print(f"{'':44}{'requests':>9}{'p50':>8}{'p95':>8}{'max':>8}  outcomes")
        for route, seconds in sorted(self.seconds.items()):
            p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
            columns = "".join(f"{1000 * value:8.0f}" for value in (statistics.median(seconds), p95, max(seconds)))
            outcomes = ", ".join(f"{outcome} {count}" for outcome, count in sorted(self.outcomes[route].items()))
            print(f"{route:44}{len(seconds):9}{columns}  {outcomes}")


class MeasuredClient(ShopClient):
    """A client of the shop that records each of its requests; a status of 500 or more is a failure of the shop."""

    def __init__(self, measurements: Measurements, api: str, token: str | None = None) -> None:
        super().__init__(api, token)
        self._measurements = measurements

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request and record its status, or the exception that it raises."""
        started, outcome, failed = time.perf_counter(), "no response", True
        try:
            response = super().request(method, path, **options)
            outcome, failed = str(response.status_code), response.is_server_error
            return response
        except httpx.HTTPError as error:
            outcome = type(error).__name__
            raise
        finally:
            self._measurements.record(to_route(method, path), outcome, time.perf_counter() - started, failed=failed)


def to_route(method: str, path: str) -> str:
    """Replace the identifiers in a path: `GET /catalog/books/{}`."""
    route = IDENTIFIER.sub(r"/\1/{}", path)
    return f"{method} {route}"


def run_client(number: int, stage: Stage, stripe: str, measurements: Measurements, deadline: float) -> None:
    """Be one new customer after the other until the deadline; a refused request ends a customer's visit."""
    rng = Random(number)
    while time.monotonic() < deadline:
        try:
            visit(rng, stage, stripe, measurements)
        except (RequestRefused, httpx.HTTPError, BotoCoreError, ClientError):
            continue  # it is recorded; the shop is right to refuse an order whose books are sold out by now


def visit(rng: Random, stage: Stage, stripe: str, measurements: Measurements) -> None:
    """Browse as a guest, sign up, fill a cart, order and pay."""
    guest = MeasuredClient(measurements, stage.api)
    query = rng.choice(QUERIES)
    guest.get("/search/search", q=query)
    guest.get("/search/suggest", q=query[:3])
    guest.get("/recommendations/bestsellers")
    books = guest.get("/catalog/books", limit=50)["items"]
    guest.get(f"/recommendations/books/{rng.choice(books)['book_id']}/also-bought")
    email = f"customer-{ULID()}@bookstore.example"
    measurements.measure("create the account (Cognito)", lambda: stage.pool.ensure(email, PASSWORD))
    token = measurements.measure("sign in (Cognito)", lambda: stage.pool.sign_in(email, PASSWORD))
    customer = MeasuredClient(measurements, stage.api, token)
    available = [e for book in books for e in book["editions"] if e["format"] == "ebook" or is_in_stock(e)]
    cart = fill_cart(customer, rng.sample(available, rng.randint(1, MOST_LINES)))
    placed = place_order(customer, cart)
    measurements.add_order(customer, placed["order_id"])
    measurements.measure("pay (Stripe)", lambda: pay(stripe, placed["client_secret"]))


def is_in_stock(edition: dict[str, Any]) -> bool:
    """Tell whether the catalog says that copies of a printed edition are left."""
    return edition.get("availability") == "in_stock"


def wait_for_payments(measurements: Measurements) -> None:
    """Wait until every placed order is paid, as long as some become so; raise Stalled otherwise."""
    unpaid = list(measurements.orders)

    def check() -> bool:
        unpaid[:] = [(client, order_id) for client, order_id in unpaid if not is_paid(client, order_id)]
        return not unpaid

    wait_until(check, "all orders to be paid", progress=lambda: len(unpaid), every=0.5)


def is_paid(client: ShopClient, order_id: str) -> bool:
    """Tell whether Stripe's webhook has marked an order as paid."""
    order: dict[str, Any] = client.get(f"/orders/orders/{order_id}")
    return order["paid_at"] is not None


def main() -> int:
    """Run the clients, print what they measured, and return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--clients", type=int, default=CLIENTS, help=f"customers at once; {CLIENTS}")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long they go on; {SECONDS}")
    parser.add_argument("--stage", default="local", help="the shop's stage; local")
    add_tiny_option(parser)
    options = parser.parse_args()
    clients, seconds = (TINY_CLIENTS, TINY_SECONDS) if options.tiny else (options.clients, options.seconds)
    stage, system, measurements = Stage(options.stage), system_from_environment(), Measurements()
    system.require_running()
    stripe, deadline = system.endpoints()["stripe_api_base"], time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        runs = [pool.submit(run_client, number, stage, stripe, measurements, deadline) for number in range(clients)]
    for run in runs:
        run.result()
    started = time.monotonic()
    wait_for_payments(measurements)
    waited = time.monotonic() - started
    measurements.print_table()
    print(f"\n{len(measurements.orders)} orders were placed; {waited:.1f} s after the last one all were paid.")
    return report_failures(measurements, {b.service: b.dead + b.parked for b in list_backlogs(system)})


def report_failures(measurements: Measurements, counts: dict[str, int]) -> int:
    """Print the failures and the services with dead-lettered or parked messages; return the exit status."""
    failures = [f"{count} times {failure}" for failure, count in measurements.failures.items()]
    failures += [f"{count} messages dead-lettered or parked in {name}" for name, count in counts.items() if count]
    failures += [] if measurements.orders else ["no order was placed"]
    for failure in failures:
        print(f"failed: {failure}")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(run_command(main))
