"""`make bench-graphql`: how long the running shop takes for a book, for lists and for an order, by GraphQL and by REST.

One client with one connection; each question is sent in turn, so that all of them meet the same load of the machine.
"""

import argparse
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import httpx

from bench.tiny import add_tiny_option
from deploy.command import run_command
from local.demo.purchase import ADDRESS
from local.sample_data.accounts import PASSWORD
from local.system import system_from_environment
from ops.http_client import ShopClient
from ops.stage import Stage

ROUNDS, TINY_ROUNDS, WARM_UPS = 200, 2, 2
ORDERS, TINY_ORDERS = 50, 2
TIMEOUT = 60.0  # seconds

BOOK = "barchester-towers"
QUERIES = {
    "book by id": f'{{ book(id: "{BOOK}") {{ title description authors {{ name }} editions {{ isbn }} }} }}',
    "book by id, with stock and rating": f'{{ book(id: "{BOOK}") {{ title rating {{ count }} editions {{ left }} }} }}',
    "list of 20": "{ books(first: 20) { nodes { title authors { name } rating { average } } } }",
    "list of 20, with reviews and also-bought": (
        "{ books(first: 20) { nodes { title reviews(first: 3) { nodes { stars } } alsoBought { source } } } }"
    ),
    "search of 20": '{ search(query: "the", first: 20) { total hits { title fromPrice { minor } } } }',
}
PLACE_ORDER = """mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { order { id number } clientSecret userErrors { code message } } }"""
ROUTES = {
    "REST: book by id": f"/catalog/books/{BOOK}",
    "REST: list of 20": "/catalog/books?limit=20",
    "REST: search of 20": "/search/search?q=the&limit=20",
}


def measure(send: Mapping[str, Callable[[], httpx.Response]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each question in every round after the first ones; raise when one is not answered."""
    seconds: dict[str, list[float]] = {name: [] for name in send}
    for number in range(WARM_UPS + rounds):
        for name, request in send.items():
            started = time.perf_counter()
            response = request()
            if number >= WARM_UPS:
                seconds[name].append(time.perf_counter() - started)
            if response.is_error or "errors" in response.json():
                raise RuntimeError(f"{name}: {response.status_code} {response.text[:500]}")
    return seconds


def questions(stage: Stage) -> dict[str, Callable[[], httpx.Response]]:
    """Return what sends each question."""
    http = httpx.Client(timeout=TIMEOUT)
    url, headers = f"{stage.parameters['public-url']}/graphql", {"x-api-key": stage.parameters["graphql-key"]}

    def query(text: str) -> Callable[[], httpx.Response]:
        return lambda: http.post(url, headers=headers, json={"query": text})

    def route(path: str) -> Callable[[], httpx.Response]:
        return lambda: http.get(f"{stage.api}{path}")

    return {name: query(text) for name, text in QUERIES.items()} | {name: route(path) for name, path in ROUTES.items()}


def measure_orders(stage: Stage, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of placing an order by each API; it is cancelled at once: a customer has one unpaid order."""
    book = stage.guest().get(f"/catalog/books/{BOOK}")
    edition = next(each for each in book["editions"] if each["format"] == "paperback")
    by_graphql, by_rest = (ShopClient(stage.api, sign_up(stage)) for _ in range(2))
    seconds: dict[str, list[float]] = {"placeOrder": [], "REST: POST /orders": []}
    for number in range(WARM_UPS + rounds):
        for name, customer, place in (
            ("placeOrder", by_graphql, partial(place_by_graphql, stage, by_graphql)),
            ("REST: POST /orders", by_rest, partial(place_by_rest, by_rest)),
        ):
            started = time.perf_counter()
            order_id = place(edition)
            if number >= WARM_UPS:
                seconds[name].append(time.perf_counter() - started)
            customer.send("POST", f"/orders/orders/{order_id}/cancel")
    return seconds


def sign_up(stage: Stage) -> str:
    """Return the token of a new customer."""
    email = f"bench-{uuid.uuid4().hex[:12]}@bookstore.example"
    stage.pool.ensure(email, PASSWORD)
    return stage.pool.sign_in(email, PASSWORD)


def place_by_graphql(stage: Stage, customer: ShopClient, edition: Mapping[str, Any]) -> str:
    """Place an order of one copy and return its number."""
    line = {"isbn": edition["isbn"], "quantity": 1, "unitPrice": edition["price"]}
    order = {"lines": [line], "address": ADDRESS, "idempotencyKey": next_key()}
    url = f"{stage.parameters['public-url']}/graphql"
    body = {"query": PLACE_ORDER, "variables": {"input": order}}
    payload = customer.request("POST", url, json=body).json()["data"]["placeOrder"]
    if payload["userErrors"]:
        raise RuntimeError(f"placeOrder: {payload['userErrors']}")
    return str(payload["order"]["number"])


def place_by_rest(customer: ShopClient, edition: Mapping[str, Any]) -> str:
    """Place an order of one copy and return its id."""
    line = {"isbn": edition["isbn"], "quantity": 1, "unit_price": edition["price"]}
    headers = {"Idempotency-Key": next_key()}
    return str(customer.send("POST", "/orders/orders", {"lines": [line], "address": ADDRESS}, headers)["order_id"])


def next_key() -> str:
    """Return an idempotency key that was not used before."""
    return f"bench-{uuid.uuid4()}"


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.graphql", description=__doc__)
    parser.add_argument("--stage", default="local", help="the shop's stage; local")
    add_tiny_option(parser)
    options = parser.parse_args()
    system_from_environment().require_running()
    stage = Stage(options.stage)
    seconds = measure(questions(stage), TINY_ROUNDS if options.tiny else ROUNDS)
    seconds |= measure_orders(stage, TINY_ORDERS if options.tiny else ORDERS)
    print(f"{'':42}{'p50':>10}{'p95':>10}")
    for name, measured in seconds.items():
        cuts = statistics.quantiles(measured, n=20)
        print(f"{name:42}{statistics.median(measured) * 1000:7.1f} ms{cuts[-1] * 1000:7.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(main))
