"""`python -m bench.orders`: 24 customers and 5 copies, a cart submitted eight times, an order's processor time.

Four other shops were measured with the first two (2026, each in its newest version, stock 5, 24 customers at once; one
cart submitted eight times at once); the figures beside theirs are this shop's, on this machine.
"""

import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

import stripe

from bench.service import Bench, measure_cpu_per_call, open_service, print_figure
from bench.tiny import add_tiny_option
from tests.faults.concurrency import count_statuses, run_concurrently
from tests.faults.threads import isolate_requests_by_thread
from tests.gateway import Response
from tests.orders.conftest import SecretsManager
from tests.orders.counter import EMMA, PERSUASION, Counter, line
from tests.stripe_server import run_stripe_simulator

SETTINGS = {
    "EVENT_BUS": "bus",
    "PARKED_URL": "parked",
    "MAIL_SENDER": "shop@bookstore.example",
    "PUBLIC_URL": "https://shop.example",
}
MOST_CPU, CREATED = 8, 201
LAST_COPIES, REPEATED_SUBMIT = "24 customers, 5 copies: sold", "eight submits of one cart"
OTHER_SHOPS = {
    LAST_COPIES: "Vendure 24, django-oscar 24, Medusa 5, Saleor 5",
    REPEATED_SUBMIT: "all four one order; django-oscar responded seven times with 500",
}


def main() -> None:
    """Print the figures; fail if a copy too many is sold or a cart is ordered twice."""
    parser = ArgumentParser(prog="python -m bench.orders", description=__doc__)
    add_tiny_option(parser)
    tiny = parser.parse_args().tiny
    with run_stripe_simulator() as simulator:
        settings = {**SETTINGS, "STRIPE_API_BASE": simulator.public_url, "STRIPE_SECRET_ID": "stripe"}
        with open_service("orders", **settings) as bench:
            bench.patch.setattr("chalicelib.payments.secrets.client", lambda name: SecretsManager())
            isolate_requests_by_thread(bench.patch)
            api = stripe.StripeClient("sk_test_shop", base_addresses={"api": simulator.public_url}).v1
            counter = Counter(bench.app, bench.table, api)
            _sell_last_copies(counter)
            _submit_repeatedly(counter)
            _measure_order(bench, counter, tiny=tiny)
    subprocess.run([sys.executable, "-m", "bench.cart", *sys.argv[1:]], check=True)


def _sell_last_copies(counter: Counter) -> None:
    counter.add_book(copies=5)
    responses, milliseconds = _run_at_once([lambda n=n: counter.place(claims=_claims(n)) for n in range(24)])
    statuses = count_statuses(responses)
    print_figure(LAST_COPIES, f"{statuses['201']}   ({OTHER_SHOPS[LAST_COPIES]})")
    print_figure("  all responses", f"{dict(statuses)} in {milliseconds:.0f} ms; stock {counter.available()}")
    assert statuses["201"] == 5  # noqa: S101, PLR2004 - this is what the figures are about
    assert counter.available() == 0  # noqa: S101


def _submit_repeatedly(counter: Counter) -> None:
    counter.add_book(PERSUASION, copies=5, title="Persuasion")
    intents_before = len(counter.intents())
    responses, milliseconds = _run_at_once([lambda: counter.place(line(PERSUASION), claims=_claims(99))] * 8)
    orders = {response.body["order_id"] for response in responses}
    different = len({str(response.body) for response in responses})
    print_figure(REPEATED_SUBMIT, f"{len(orders)} order   ({OTHER_SHOPS[REPEATED_SUBMIT]})")
    payments = len(counter.intents()) - intents_before
    statuses = f"{dict(count_statuses(responses))}, {different} distinct, {payments} payment"
    print_figure("  all responses", f"{statuses}, in {milliseconds:.0f} ms")
    assert len(orders) == 1  # noqa: S101
    assert different == 1  # noqa: S101
    assert payments == 1  # noqa: S101


def _measure_order(bench: Bench, counter: Counter, *, tiny: bool) -> None:
    class InstantPayments:
        """Payments that take no time, so that only the service's own work is measured."""

        def create_intent(self, order: Any) -> Any:
            from chalicelib.orders.intent import Intent

            return Intent(
                intent_id=f"pi_{order.order_id}",
                status="requires_payment_method",
                amount=order.total,
                currency="gbp",
                order_id=order.order_id,
                customer=order.customer,
                client_secret="secret",
            )

    bench.patch.setattr("chalicelib.checkout.routes.payments", InstantPayments)
    for isbn, title in ((EMMA, "Emma"), (PERSUASION, "Persuasion")):
        body, key = {"delta": 5000, "reason": "delivery"}, {"Idempotency-Key": f"bench-{title}"}
        counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": isbn}, body, key)

    def place(number: int) -> None:
        response = counter.place(line(EMMA), line(PERSUASION), claims=_claims(1000 + number))
        assert response.status == CREATED  # noqa: S101

    print_figure(f"POST /orders with two lines, CPU (at most {MOST_CPU} ms)", measure_cpu_per_call(place, tiny=tiny))


def _run_at_once(requests: list[Callable[[], Response]]) -> tuple[list[Response], float]:
    started = time.perf_counter()
    responses = run_concurrently(requests)
    return responses, (time.perf_counter() - started) * 1000


def _claims(number: int) -> dict[str, str]:
    return {"sub": f"customer-{number}", "email": f"{number}@bookstore.example"}


if __name__ == "__main__":
    main()
