"""How long it takes from an order's payment until every view has it, over many orders."""

import statistics
from itertools import cycle, islice

from ulid import ULID

from local.demo.delays import measure_delays
from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.sample_data.accounts import PASSWORD
from ops.stage import Stage


def measure(stage: Stage, stripe: str, count: int) -> None:
    """Place and pay so many orders, one after the other, and print p50, p95 and the slowest in milliseconds."""
    email = f"reader-{ULID()}@bookstore.example"
    stage.pool.sign_up(email, PASSWORD)
    reader, guest = stage.signed_in(email, PASSWORD), stage.visitor()
    shelf = guest.get("/catalog/books", limit=100)["items"]
    editions = [e for book in shelf for e in book["editions"] if e["format"] == "ebook"]
    found: dict[str, list[float]] = {}
    for edition in islice(cycle(editions), count):
        placed = place_order(reader, fill_cart(reader, [edition]))
        pay(stripe, placed["client_secret"])
        for name, seconds in measure_delays(guest, wait_for_payment(reader, placed["order_id"])).items():
            found.setdefault(name, []).append(seconds)
    print(f"From paid to visible, {count} orders, milliseconds:\n{'':26}{'p50':>7}{'p95':>7}{'max':>7}")
    for name, times in found.items():
        print(f"  {name:24}" + "".join(f"{value * 1000:7.0f}" for value in _summary(times)))


def _summary(values: list[float]) -> tuple[float, float, float]:
    p95 = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
    return statistics.median(values), p95, max(values)
