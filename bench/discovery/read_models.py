"""The Top 20 and also-bought: `python -m bench.discovery.read_models`; `--scale` loads all of Book-Crossing.

The service's own ledger fills the table, its own rebuild makes the read models, and its own app is requested.
"""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from http import HTTPStatus
from itertools import islice
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any, TypeVar

import pytest

from bench.discovery.bulk_table import BulkTable
from bench.discovery.report import measure_milliseconds, print_figure, print_latencies
from bench.discovery.sales import BookSales, generate_shop_sales, read_bookcrossing_sales
from bench.environment import fresh_table, on_path, own_engines
from bench.tiny import add_tiny_option
from deploy.errors import UserError
from local.engines.gremlin import Gremlin
from local.ports import HOST
from local.system import System
from tests.gateway import send_request
from tests.own_app import load_app

on_path("recommendations")
ENGINES = ("dynamodb", "valkey", "gremlin")
T = TypeVar("T")
REQUESTS, CART_SIZE = 500, 3
TINY_REQUESTS, TINY_BOOKS = 5, 60
LIST_MS, ALSO_MS, ENGINE_MS = 2, 30, 1


def main() -> None:
    """Fill the table, rebuild the read models from it, and request them."""
    parser = ArgumentParser(prog="python -m bench.discovery.read_models", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="271,379 books and 1.15 million purchases")
    parser.add_argument("--first", type=int, help="only this many of the books, for a trial")
    add_tiny_option(parser)
    options = parser.parse_args()
    first, requests = (TINY_BOOKS, TINY_REQUESTS) if options.tiny else (options.first, REQUESTS)
    Gremlin.largest = "6g" if options.scale else Gremlin.largest
    with own_engines(*ENGINES) as system, pytest.MonkeyPatch.context() as patch:
        table = fresh_table(system, "recommendations")
        app = load_app(
            "recommendations", table, table._dynamodb, patch, PARKED_URL="nowhere", **engine_settings(system)
        )
        books = LoadedBooks(read_bookcrossing_sales() if options.scale else generate_shop_sales(), first)
        seconds = books.load_into(BulkTable(table.name, table._dynamodb))
        print_figure(
            "table: books, purchases, time to fill", f"{len(books.isbns):,}, {books.sold:,} in {seconds:.0f} s"
        )
        print_figure("table: memory of the filling", f"{getrusage(RUSAGE_SELF).ru_maxrss / 2**10:.0f} MB")
        measure_rebuilds()
        measure_requests(app, books, requests)


def engine_settings(system: System) -> dict[str, str]:
    """Return the settings with the engines' addresses."""
    ports = system.ports
    return {"REDIS_URL": f"redis://{HOST}:{ports.valkey}/0", "GREMLIN_URL": f"ws://{HOST}:{ports.gremlin}/gremlin"}


class LoadedBooks:
    """The books that were loaded, and those to request later."""

    def __init__(self, every: Iterable[BookSales], first: int | None) -> None:
        self._every = islice(every, first)
        self.isbns: dict[str, str] = {}
        self.popular: list[str] = []  # each book as often as it was sold, up to a hundred times
        self.sold = 0

    def load_into(self, table: BulkTable) -> float:
        """Write everything as the events would, and return the seconds it took."""
        from chalicelib.books.repository import BookRepository
        from chalicelib.ledger.record_events import on_book_changed, on_order_changed
        from chalicelib.ledger.repository import LedgerRepository

        books, ledger, started = BookRepository(table), LedgerRepository(table), perf_counter()
        for sales in self._every:
            if sales.added:
                on_book_changed(sales.added, books=books)
            orders = list(sales.orders)
            for order in orders:
                on_order_changed(order, ledger=ledger)
            self._record(sales, len(orders))
            table.release()
        table.close()
        return perf_counter() - started

    def _record(self, sales: BookSales, copies: int) -> None:
        self.sold += copies
        if sales.added:
            self.isbns[sales.book_id] = sales.added.editions[0].isbn
            self.popular += [sales.book_id] * min(copies, 100)


def measure_rebuilds() -> None:
    """Measure the rebuild of each read model from the table."""
    from chalicelib import handlers
    from chalicelib.also_bought.graph import job_graph
    from chalicelib.also_bought.repository import similarity_repository
    from chalicelib.bestsellers.leaderboard import leaderboard
    from chalicelib.books.repository import book_repository
    from chalicelib.ledger.customers import customer_repository
    from chalicelib.ledger.repository import ledger_repository
    from chalicelib.read_model_repository import read_models
    from chalicelib.rebuild import rebuild_bestsellers, rebuild_graph, rebuild_similarities

    models, graph = read_models(), job_graph()
    jobs = {
        "Top 20": lambda: rebuild_bestsellers(
            read_models=models, ledger=ledger_repository(), leaderboard=leaderboard()
        ),
        "graph": lambda: rebuild_graph(read_models=models, customers=customer_repository(), graph=graph),
        "similar books": lambda: rebuild_similarities(
            read_models=models, graph=graph, books=book_repository(), similarities=similarity_repository()
        ),
    }
    for name, job in jobs.items():
        progress, seconds = measure_seconds(job)
        print_figure(f"{name}: time to rebuild", f"{progress.written:,} in {seconds:.0f} s")
        print_figure(f"{name}: memory of the rebuild", f"{getrusage(RUSAGE_SELF).ru_maxrss / 2**10:.0f} MB")
    reports, seconds = measure_seconds(lambda: handlers.drift({}, None))
    compared = sum(report["compared"] for report in reports.values())
    print_figure("drift: compared, time", f"{compared:,} in {seconds:.0f} s")
    if differing := {name: report["differing"] for name, report in reports.items() if report["differing"]}:
        raise UserError(f"Read models that were just rebuilt differ from their table: {differing}")


def measure_seconds(job: Callable[[], T]) -> tuple[T, float]:
    """Return the job's result and its seconds."""
    started = perf_counter()
    return job(), perf_counter() - started


def measure_requests(app: Any, books: LoadedBooks, count: int) -> None:
    """Measure engine and handler together, from Lambda's event to the response, by this many requests of each kind."""
    from chalicelib.bestsellers.ranking import WINDOWS
    from chalicelib.bestsellers.redis_client import connect_redis
    from chalicelib.settings import settings

    rng, redis = Random(1), connect_redis(settings().redis_url)
    queries = [{"window": window, **which} for window in WINDOWS for which in ({}, {"category": "Fiction"})]
    book_ids = [rng.choice(books.popular) for _ in range(count)]
    carts = [",".join(books.isbns[book] for book in rng.choices(books.popular, k=CART_SIZE)) for _ in range(count)]

    def request(resource: str, **what: Any) -> None:
        if (status := send_request(app, "GET", resource, **what).status) != HTTPStatus.OK:
            raise UserError(f"{resource} responded with {status}.")

    def request_bestsellers(query: dict[str, str]) -> None:
        request("/bestsellers", query=query)

    def request_similar(book_id: str) -> None:
        request("/books/{book_id}/also-bought", path={"book_id": book_id})

    def request_similar_to_cart(isbns: str) -> None:
        request("/also-bought", query={"isbns": isbns})

    measure_milliseconds(request_bestsellers, queries * 5), measure_milliseconds(request_similar, book_ids[:50])
    redis.config_resetstat()
    print_latencies("Top 20", measure_milliseconds(request_bestsellers, rng.choices(queries, k=count * 2)), LIST_MS)
    print_figure(
        "Top 20: in Redis itself", f"{redis_milliseconds(redis.info('commandstats')):.3f} ms", f"{ENGINE_MS} ms"
    )
    print_figure("Top 20: memory of Redis", f"{redis.info('memory')['used_memory'] / 2**20:.0f} MB")
    print_latencies("also bought, with a book", measure_milliseconds(request_similar, book_ids), ALSO_MS)
    print_latencies(
        f"also bought, with a cart of {CART_SIZE}", measure_milliseconds(request_similar_to_cart, carts), ALSO_MS
    )


def redis_milliseconds(commands: dict[str, Any]) -> float:
    """Return Redis' own time per list, the sum of its commands for one."""
    read = [commands[f"cmdstat_{name}"] for name in ("exists", "get", "smismember", "zrange", "zscore")]
    return float(sum(each["usec"] for each in read) / 1_000 / commands["cmdstat_exists"]["calls"])


if __name__ == "__main__":
    with open(os.devnull, "w") as discarded, redirect_stdout(discarded):  # the service's log lines
        main()
