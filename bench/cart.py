"""`python -m bench.cart`: what it costs to put a book in a cart."""

from bench.service import Bench, cpu_per_call, say, service
from tests.gateway import ask
from tests.orders.counter import EMMA, book
from tests.shapes import queued

MOST_CPU, OK = 2.5, 200


def main() -> None:
    """One guest, one book, from one to ten copies of it."""
    with service("cart") as bench:
        say(f"PUT /carts/…/lines/…, CPU (at most {MOST_CPU} ms)", cpu_per_call(_adding(bench)))


def _adding(bench: Bench):  # noqa: ANN202 - a function of a number
    from chalicelib.handlers import consume

    consume(queued(book()), None)
    path = {"cart_id": ask(bench.app, "POST", "/carts").body["id"], "isbn": EMMA}

    def add(number: int) -> None:
        body = {"quantity": number % 10 + 1, "price_seen": 1000}
        answer = ask(bench.app, "PUT", "/carts/{cart_id}/lines/{isbn}", path=path, body=body)
        assert answer.status == OK  # noqa: S101 - a figure of refusals would be none

    return add


if __name__ == "__main__":
    main()
