"""`make bench-graphql`: how long the running shop takes for a book and for lists, by GraphQL and by REST.

One client with one connection; each question is sent in turn, so that all of them meet the same load of the machine.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping

import httpx

from bench.tiny import add_tiny_option
from deploy.command import run_command
from local.system import system_from_environment
from ops.stage import Stage

ROUNDS, TINY_ROUNDS, WARM_UPS = 200, 2, 2
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


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.graphql", description=__doc__)
    parser.add_argument("--stage", default="local", help="the shop's stage; local")
    add_tiny_option(parser)
    options = parser.parse_args()
    system_from_environment().require_running()
    seconds = measure(questions(Stage(options.stage)), TINY_ROUNDS if options.tiny else ROUNDS)
    print(f"{'':42}{'p50':>10}{'p95':>10}")
    for name, measured in seconds.items():
        cuts = statistics.quantiles(measured, n=20)
        print(f"{name:42}{statistics.median(measured) * 1000:7.1f} ms{cuts[-1] * 1000:7.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(main))
