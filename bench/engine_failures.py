"""`make bench-engines`: stops each engine of the running local shop in the middle of its work and lets it go on, as if
it were busy; then kills it while orders flow, starts it again, and waits until nothing differs any more. It says what
customers were answered meanwhile, and how long it took for all to be right again without anybody's doing."""

import signal
import threading
import time
from collections import Counter
from itertools import cycle

from ulid import ULID

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

KILLED = ("valkey", "gremlin", "opensearch")
ORDERS_BEFORE, ORDERS_MEANWHILE, ORDERS_AFTER = 5, 10, 5


class Orders(threading.Thread):
    """One reader after the other orders a book and pays, until told to stop."""

    def __init__(self, stage: Stage, stripe: str) -> None:
        super().__init__(daemon=True)
        self._stage, self._stripe = stage, stripe
        self._over = threading.Event()
        self.paid = 0

    def run(self) -> None:
        """Each order by somebody new, of two books, so that the graph has something to join."""
        shelf = self._stage.guest().get("/catalog/books", limit=100)["items"]
        editions = cycle([e for book in shelf for e in book["editions"] if e["format"] == "ebook"])
        while not self._over.is_set():
            email = f"reader-{ULID()}@bookstore.example"
            self._stage.pool.sign_up(email, PASSWORD)
            reader = self._stage.sign_in(email, PASSWORD)
            placed = place_order(reader, fill_cart(reader, [next(editions), next(editions)]))
            pay(self._stripe, placed["client_secret"])
            wait_for_payment(reader, placed["order_id"])
            self.paid += 1

    def wait_for(self, more: int) -> None:
        """Until so many more orders are paid."""
        wanted = self.paid + more
        wait_until(lambda: self.paid >= wanted, f"{more} more orders")

    def stop(self) -> None:
        """After the order that is under way."""
        self._over.set()
        self.join()


def differing() -> dict[str, int]:
    """Per view, how much differs from its table."""
    return {report.view: report.differing for report in drift(Stage("local").call, repair=False)}


def asked(guest: ShopClient, book_id: str) -> dict[str, str]:
    """What a reader is answered on every page that an engine stands behind, and on the book's own."""
    paths = ("/search/search?q=whale", "/search/suggest?q=wha", "/recommendations/bestsellers",
             f"/recommendations/books/{book_id}/also-bought", f"/catalog/books/{book_id}")  # fmt: skip
    return {path: _timed(guest, path) for path in paths}


def _timed(guest: ShopClient, path: str, times: int = 5) -> str:
    found, took = Counter[str](), list[float]()
    for _ in range(times):
        began = time.perf_counter()
        answer = guest.request("GET", path)
        took.append(time.perf_counter() - began)
        found[f"{answer.status_code}{' from the table' if answer.json().get('degraded') else ''}"] += 1
    return f"{dict(found)}, {', '.join(f'{1000 * seconds:.0f}' for seconds in took)} ms"


def told(guest: ShopClient, book_id: str) -> None:
    """Say what all pages are answered now."""
    for path, answer in asked(guest, book_id).items():
        print(f"  {path:60} {answer}", flush=True)


def running(name: str, system: System) -> ProcessRecord:
    """The engine's process."""
    if record := system.components[name].running():
        return record
    raise UserError(f"{name} does not run: `make up` starts it.")


def paused(name: str, system: System, stage: Stage) -> None:
    """An engine that is silent for a while: the first requests wait for it, the others no more."""
    guest = stage.guest()
    book_id = guest.get("/catalog/books", limit=1)["items"][0]["book_id"]
    asked(guest, book_id)  # functions that nobody has called for a while begin slowly
    record = running(name, system)
    signal_group(record, signal.SIGSTOP)
    try:
        print(f"\n{name} is silent")
        told(guest, book_id)
    finally:
        signal_group(record, signal.SIGCONT)
    print(f"{name} goes on; {OPEN_SECONDS:.0f} s later")
    time.sleep(OPEN_SECONDS)
    told(guest, book_id)


def killed(name: str, system: System, stage: Stage, stripe: str) -> None:
    """One engine's story, line by line."""
    guest = stage.guest()
    book_id = guest.get("/catalog/books", limit=1)["items"][0]["book_id"]
    asked(guest, book_id)  # functions that nobody has called for a while begin slowly
    orders = Orders(stage, stripe)
    orders.start()
    orders.wait_for(ORDERS_BEFORE)
    signal_group(running(name, system), signal.SIGKILL)
    print(f"\n{name} was killed")
    told(guest, book_id)
    orders.wait_for(ORDERS_MEANWHILE)
    system.start([name])
    back = time.monotonic()
    orders.wait_for(ORDERS_AFTER)
    orders.stop()
    last = time.monotonic() - back
    print(
        f"  {orders.paid} orders were paid all the while, the last of them {last:.0f} s after {name} was back",
        flush=True,
    )
    wait_until(lambda: not any(differing().values()), "agreement", every=2)
    print(f"  nothing differs any more {time.monotonic() - back:.0f} s after {name} was back", flush=True)


def main() -> None:
    """Each engine in turn."""
    stage, system = Stage("local"), system_from_environment()
    for name in KILLED:
        paused(name, system, stage)
        killed(name, system, stage, system.endpoints()["stripe_api_base"])


if __name__ == "__main__":
    main()
