"""The time from an order's payment until the cart and every read model have applied it, from the services' traces."""

import statistics
from datetime import datetime
from itertools import cycle, islice
from typing import Any

from ulid import ULID

from deploy.waiting import wait_until
from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.sample_data.accounts import PASSWORD
from ops.http_client import ShopClient
from ops.stage import Stage

READ_MODELS = {
    "cart emptied": ("cart", "event", "OrderPaid"),
    "search ranks by it": ("search", "view", "index"),
    "Top 20 counts it": ("recommendations", "view", "bestsellers"),
    "purchase graph has it": ("recommendations", "view", "graph"),
}


def measure_delays(guest: ShopClient, order: dict[str, Any]) -> dict[str, float]:
    """Return the seconds from the order's payment until each read model had applied it, the shortest first."""
    paid_at = datetime.fromisoformat(order["paid_at"])
    applied = {
        name: _find_applied_at(guest, order["order_id"], step, after=paid_at) for name, step in READ_MODELS.items()
    }
    seconds = {name: (at - paid_at).total_seconds() for name, at in applied.items()}
    return dict(sorted(seconds.items(), key=lambda pair: pair[1]))


def _find_applied_at(guest: ShopClient, order_id: str, step: tuple[str, str, str], after: datetime) -> datetime:
    service, kind, name = step

    def find_time() -> datetime | None:
        steps = guest.get(f"/{service}/trace", correlation_id=order_id)["items"]
        times = [datetime.fromisoformat(s["applied_at"]) for s in steps if (s["kind"], s["name"]) == (kind, name)]
        return min((at for at in times if at >= after), default=None)

    return wait_until(find_time, f"{name} at {service}")


def print_delays(stage: Stage, stripe: str, count: int) -> None:
    """Place and pay this many orders, one after the other, and print p50, p95 and maximum in milliseconds."""
    email = f"customer-{ULID()}@bookstore.example"
    stage.pool.ensure(email, PASSWORD)
    customer, guest = stage.sign_in(email, PASSWORD), stage.guest()
    books = guest.get("/catalog/books", limit=100)["items"]
    editions = [e for book in books for e in book["editions"] if e["format"] == "ebook"]
    delays: dict[str, list[float]] = {}
    for edition in islice(cycle(editions), count):
        placed = place_order(customer, fill_cart(customer, [edition]))
        pay(stripe, placed["client_secret"])
        for name, seconds in measure_delays(guest, wait_for_payment(customer, placed["order_id"])).items():
            delays.setdefault(name, []).append(seconds)
    print(f"From paid to visible, {count} orders, milliseconds:\n{'':26}{'p50':>7}{'p95':>7}{'max':>7}")
    for name, values in delays.items():
        print(f"  {name:24}" + "".join(f"{value * 1000:7.0f}" for value in _percentiles(values)))


def _percentiles(values: list[float]) -> tuple[float, float, float]:
    p95 = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
    return statistics.median(values), p95, max(values)
