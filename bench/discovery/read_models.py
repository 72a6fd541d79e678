"""The Top 20 and also-bought: `python -m bench.discovery.read_models`, with `--scale` over all that Book-Crossing tells.

The table is filled by the service's own ledger, the views are made by its own rebuilding, and its own app is asked.
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

from bench.discovery.bulk_table import Bulk
from bench.discovery.report import figure, line, milliseconds
from bench.discovery.sales import Sold, every_book, shops_own
from bench.environment import fresh_table, on_path, own_engines
from deploy.errors import UserError
from local.engines.gremlin import Gremlin
from local.ports import HOST
from local.system import System
from tests.gateway import ask
from tests.own_app import fresh_app

on_path("recommendations")
ENGINES = ("dynamodb", "valkey", "gremlin")
T = TypeVar("T")
ASKED, CART = 500, 3
LIST_MS, ALSO_MS, ENGINE_MS = 2, 30, 1


def main() -> None:
    """Fills the table, makes the views from it, asks them."""
    parser = ArgumentParser(prog="python -m bench.discovery.read_models", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="271,379 books and 1.15 million purchases")
    parser.add_argument("--first", type=int, help="only so many of the books, for a trial")
    asked = parser.parse_args()
    Gremlin.largest = "6g" if asked.scale else Gremlin.largest
    with own_engines(*ENGINES) as system, pytest.MonkeyPatch.context() as patch:
        table = fresh_table(system, "recommendations")
        app = fresh_app("recommendations", table, table._dynamodb, patch, PARKED_URL="nowhere", **addresses(system))
        books = Filled(every_book() if asked.scale else shops_own(), asked.first)
        seconds = books.into(Bulk(table.name, table._dynamodb))
        figure("table: books, purchases, time to fill", f"{len(books.isbns):,}, {books.sold:,} in {seconds:.0f} s")
        figure("table: memory of the filling", f"{getrusage(RUSAGE_SELF).ru_maxrss / 2**10:.0f} MB")
        made()
        measure(app, books)


def addresses(system: System) -> dict[str, str]:
    """Where the engines listen."""
    ports = system.ports
    return {"REDIS_URL": f"redis://{HOST}:{ports.valkey}/0", "GREMLIN_URL": f"ws://{HOST}:{ports.gremlin}/gremlin"}


class Filled:
    """What was put in, to ask for later."""

    def __init__(self, every: Iterable[Sold], first: int | None) -> None:
        self._every = islice(every, first)
        self.isbns: dict[str, str] = {}
        self.popular: list[str] = []  # each book as often as it was sold, up to a hundred times
        self.sold = 0

    def into(self, table: Bulk) -> float:
        """Seconds to write down everything, as the events would have it."""
        from chalicelib.books.repository import BookRepository
        from chalicelib.ledger.record_events import on_book_changed, on_order_changed
        from chalicelib.ledger.repository import LedgerRepository

        books, ledger, began = BookRepository(table), LedgerRepository(table), perf_counter()
        for one in self._every:
            if one.told:
                on_book_changed(one.told, books=books)
            sold = list(one.orders)
            for order in sold:
                on_order_changed(order, ledger=ledger)
            self._note(one, len(sold))
            table.let_go()
        table.close()
        return perf_counter() - began

    def _note(self, one: Sold, copies: int) -> None:
        self.sold += copies
        if one.told:
            self.isbns[one.book_id] = one.told.editions[0].isbn
            self.popular += [one.book_id] * min(copies, 100)


def made() -> None:
    """How long each view takes to be made from the table."""
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
    for view, job in jobs.items():
        progress, seconds = timed(job)
        figure(f"{view}: time to make anew", f"{progress.written:,} in {seconds:.0f} s")
        figure(f"{view}: memory of whoever made it", f"{getrusage(RUSAGE_SELF).ru_maxrss / 2**10:.0f} MB")
    found, seconds = timed(lambda: handlers.drift({}, None))
    figure("drift: compared, time", f"{sum(one['compared'] for one in found.values()):,} in {seconds:.0f} s")
    if differing := {view: one["differing"] for view, one in found.items() if one["differing"]}:
        raise UserError(f"Views that were just made differ from their table: {differing}")


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What it answers, and its seconds."""
    began = perf_counter()
    return make(), perf_counter() - began


def measure(app: Any, books: Filled) -> None:
    """Engine and handler together, from the event to the answer."""
    from chalicelib.bestsellers.ranking import WINDOWS
    from chalicelib.bestsellers.redis_client import connect_redis
    from chalicelib.settings import settings

    luck, redis = Random(1), connect_redis(settings().redis_url)
    lists = [{"window": window, **which} for window in WINDOWS for which in ({}, {"category": "Fiction"})]
    alone = [luck.choice(books.popular) for _ in range(ASKED)]
    carts = [",".join(books.isbns[book] for book in luck.choices(books.popular, k=CART)) for _ in range(ASKED)]

    def shown(resource: str, **what: Any) -> None:
        if (status := ask(app, "GET", resource, **what).status) != HTTPStatus.OK:
            raise UserError(f"{resource} answered {status}.")

    def top(query: dict[str, str]) -> None:
        shown("/bestsellers", query=query)

    def also(book_id: str) -> None:
        shown("/books/{book_id}/also-bought", path={"book_id": book_id})

    def also_with(isbns: str) -> None:
        shown("/also-bought", query={"isbns": isbns})

    milliseconds(top, lists * 5), milliseconds(also, alone[:50])
    redis.config_resetstat()
    line("Top 20", milliseconds(top, luck.choices(lists, k=ASKED * 2)), LIST_MS)
    figure("Top 20: in Redis itself", f"{engine_ms(redis.info('commandstats')):.3f} ms", f"{ENGINE_MS} ms")
    figure("Top 20: memory of Redis", f"{redis.info('memory')['used_memory'] / 2**20:.0f} MB")
    line("also bought, with a book", milliseconds(also, alone), ALSO_MS)
    line(f"also bought, with a cart of {CART}", milliseconds(also_with, carts), ALSO_MS)


def engine_ms(commands: dict[str, Any]) -> float:
    """Redis' own time per list, of all it does for one."""
    read = [commands[f"cmdstat_{name}"] for name in ("exists", "get", "zrevrange")]
    return float(sum(each["usec"] for each in read) / 1_000 / commands["cmdstat_exists"]["calls"])


if __name__ == "__main__":
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # the service's log lines
        main()
