"""`python -m bench.orders`: the last copies, the impatient click, and what an order costs, side by side.

Four shops that people copy were measured with the first two (2026, each in its newest version, stock 5, 24 buyers at
once; one cart completed eight times at once); the last column is this shop, now, on this machine.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import stripe

from bench.service import Bench, cpu_per_call, say, service
from tests.faults.crowd import at_once, counted
from tests.faults.threads import one_request_per_thread
from tests.gateway import Answered
from tests.orders.conftest import SecretsManager
from tests.orders.counter import EMMA, PERSUASION, Counter, line
from tests.simulator import running_simulator

SETTINGS = {"EVENT_BUS": "bus", "PARKED_URL": "parked", "MAIL_SENDER": "shop@bookstore.example"}
MOST_CPU, CREATED = 8, 201
PEERS = {
    "24 buyers of 5 copies: sold": "Vendure 24, django-oscar 24, Medusa 5, Saleor 5",
    "eight submits of one cart": "all four one order; django-oscar answered seven times 500",
}


def main() -> None:
    """Prints; fails when a copy too many is sold."""
    with running_simulator() as simulator:
        settings = {**SETTINGS, "STRIPE_API_BASE": simulator.public_url, "STRIPE_SECRET_ID": "stripe"}
        with service("orders", **settings) as bench:
            bench.patch.setattr("chalicelib.payments.secrets.client", lambda name: SecretsManager())
            one_request_per_thread(bench.patch)
            api = stripe.StripeClient("sk_test_shop", base_addresses={"api": simulator.public_url}).v1
            counter = Counter(bench.app, bench.table, api)
            _last_copies(counter)
            _impatient(counter)
            _cost(bench, counter)
    subprocess.run([sys.executable, "-m", "bench.cart"], check=True)


def _last_copies(counter: Counter) -> None:
    counter.sells(copies=5)
    answers, took = _timed([lambda n=n: counter.place(claims=_reader(n)) for n in range(24)])
    found = counted(answers)
    say(what := "24 buyers of 5 copies: sold", f"{found['201']}   ({PEERS[what]})")
    say("  the others were told", f"{dict(found)} in {took:.0f} ms; stock {counter.available()}")
    assert (found["201"], counter.available()) == (5, 0)  # noqa: S101 - this is what the figures are about


def _impatient(counter: Counter) -> None:
    counter.sells(PERSUASION, copies=5, title="Persuasion")
    before = len(counter.intents())
    answers, took = _timed([lambda: counter.place(line(PERSUASION), claims=_reader(99))] * 8)
    orders = {answer.body["order_id"] for answer in answers}
    equal = len({str(answer.body) for answer in answers})
    say(what := "eight submits of one cart", f"{len(orders)} order   ({PEERS[what]})")
    charges = len(counter.intents()) - before
    say("  the answers", f"{dict(counted(answers))}, {equal} distinct, {charges} payment, in {took:.0f} ms")
    assert (len(orders), equal, charges) == (1, 1, 1)  # noqa: S101


def _cost(bench: Bench, counter: Counter) -> None:
    class Prepaid:
        """Stripe that answers at once, so that only our own work is measured."""

        def create(self, order: Any) -> Any:
            from chalicelib.orders.intent import Intent

            return Intent(
                intent_id=f"pi_{order.order_id}", status="requires_payment_method", amount=order.total, currency="gbp",
                order_id=order.order_id, customer=order.customer, client_secret="secret",
            )  # fmt: skip

    bench.patch.setattr("chalicelib.checkout.routes.payments", Prepaid)
    for isbn, title in ((EMMA, "Emma"), (PERSUASION, "Persuasion")):
        body, key = {"delta": 5000, "reason": "delivery"}, {"Idempotency-Key": f"bench-{title}"}
        counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": isbn}, body, key)

    def place(number: int) -> None:
        answer = counter.place(line(EMMA), line(PERSUASION), claims=_reader(1000 + number))
        assert answer.status == CREATED  # noqa: S101

    say(f"POST /orders with two lines, CPU (at most {MOST_CPU} ms)", cpu_per_call(place))


def _timed(acts: list[Callable[[], Answered]]) -> tuple[list[Answered], float]:
    began = time.perf_counter()
    answers = at_once(acts)
    return answers, (time.perf_counter() - began) * 1000


def _reader(number: int) -> dict[str, str]:
    return {"sub": f"reader-{number}", "email": f"{number}@bookstore.example"}


if __name__ == "__main__":
    main()
