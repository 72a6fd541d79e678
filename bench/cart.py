"""`python -m bench.cart`: the processor time of putting a book into a cart."""

from argparse import ArgumentParser
from collections.abc import Callable

from bench.service import Bench, measure_cpu_per_call, open_service, print_figure
from bench.tiny import add_tiny_option
from tests.gateway import send_request
from tests.lambda_events import sqs_event
from tests.orders.counter import EMMA, book

MOST_CPU, OK = 2.5, 200


def main() -> None:
    """Measure one guest and one book, from one to ten copies of it."""
    parser = ArgumentParser(prog="python -m bench.cart", description=__doc__)
    add_tiny_option(parser)
    options = parser.parse_args()
    with open_service("cart") as bench:
        figure = measure_cpu_per_call(_prepare(bench), tiny=options.tiny)
        print_figure(f"PUT /carts/…/lines/…, CPU (at most {MOST_CPU} ms)", figure)


def _prepare(bench: Bench) -> Callable[[int], None]:
    """Create a cart, and return the request to measure."""
    from chalicelib.handlers import consume

    consume(sqs_event(book()), None)
    path = {"cart_id": send_request(bench.app, "POST", "/carts").body["id"], "isbn": EMMA}

    def put_line(number: int) -> None:
        body = {"quantity": number % 10 + 1, "price_seen": 1000}
        response = send_request(bench.app, "PUT", "/carts/{cart_id}/lines/{isbn}", path=path, body=body)
        assert response.status == OK  # noqa: S101 - the time of a refusal is of no interest

    return put_line


if __name__ == "__main__":
    main()
