"""What an order costs in capacity units and calls, which no machine changes; times are measured, never asserted."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.work.revision import Shop
from bench.work.scenario import Visit, open_shop
from deploy.paths import ROOT
from local.sample_data.catalogue import load_catalogue
from tests.stripe_server import run_stripe_simulator

MOST_OF_AN_ORDER = 50  # write units of two lines with all that follows
# The write units of each operation, and its calls of DynamoDB: of a relay and a projector per record.
MOST = {
    "orders POST /orders": (14, 6),
    "orders POST /payments/webhook": (12, 3),
    "orders relay (per record)": (1, 1),
    "orders consume OrderPaid": (1, 2),
    "cart consume OrderPaid": (2, 2),
    "catalog consume OrderPaid": (2, 1),
    "search consume OrderPaid": (4, 4),
    "search project (per record)": (0, 1),
    "recommendations consume OrderPaid": (6, 4),
    "recommendations project_lists (per record)": (0, 3),
    "recommendations project_graph (per record)": (2, 4),
}


@pytest.fixture(scope="module")
def visit(engine: Any) -> Iterator[Visit]:
    """A customer who has ordered and paid two books; the ledger has nothing but that."""
    for name in ("valkey", "gremlin", "opensearch"):
        engine(name)
    books = [book for book in load_catalogue() if any(book.stock.get(e.isbn) for e in book.editions)][:3]
    with run_stripe_simulator() as simulator:
        shop = Shop(ROOT, engine("dynamodb"), simulator.public_url)
        try:
            open_shop(shop, books)
            visit = Visit(shop, books, 0)
            visit.fill_cart()
            shop.ledger.costs.clear()
            visit.buy()
            yield visit
        finally:
            shop.stop()


def test_an_order_of_two_lines_costs_at_most_so_many_write_units(visit):
    assert 30 < visit.shop.ledger.total("wcu") <= MOST_OF_AN_ORDER


def test_nothing_follows_an_order_that_is_not_listed_here(visit):
    assert visit.shop.ledger.costs.keys() == MOST.keys()


@pytest.mark.parametrize("operation", MOST)
def test_an_operation_costs_at_most_so_many_units_and_calls(visit, operation):
    row = visit.shop.ledger.medians()[operation]
    most_units, most_calls = MOST[operation]
    assert row["wcu"] <= most_units
    assert row["calls"].get("dynamodb", 0) <= most_calls
