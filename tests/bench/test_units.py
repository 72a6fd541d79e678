"""What reading and ordering cost in capacity units and calls, which no machine changes; times are measured, never
asserted."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.work.ledger import Ledger
from bench.work.opening import open_shop, printed_editions
from bench.work.revision import Shop
from bench.work.scenario import Visit
from deploy.paths import ROOT
from local.sample_data.catalogue import load_catalogue
from tests.stripe_server import run_stripe_simulator

PAGE_OF_BOOKS = 20
MOST_OF_AN_ORDER = 50  # write units of two lines with all that follows
# The write units of each operation, and its calls of DynamoDB: of a relay and a projector per record.
MOST_TO_ORDER = {
    "orders POST /orders": (16, 6),
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
# The read units of each operation, and its calls of DynamoDB.
MOST_TO_READ = {
    "catalog GET /books (20 books)": (10, 1),
    "catalog GET /books (20 ids)": (10, 1),
    "catalog GET /books/{book_id}": (5, 2),
}


@pytest.fixture(scope="module")
def visit(engine: Any) -> Iterator[Visit]:
    """A customer in a shop with a page of books."""
    for name in ("valkey", "gremlin", "opensearch"):
        engine(name)
    books = [book for book in load_catalogue() if printed_editions([book])][:PAGE_OF_BOOKS]
    with run_stripe_simulator() as simulator:
        shop = Shop(ROOT, engine("dynamodb"), simulator.public_url)
        try:
            open_shop(shop, books)
            yield Visit(shop, books, 0)
        finally:
            shop.stop()


@pytest.fixture(scope="module")
def reading(visit) -> Ledger:
    """What the customer's reading has cost."""
    visit.shop.ledger.costs.clear()
    visit.browse()
    return Ledger(dict(visit.shop.ledger.costs))


@pytest.fixture(scope="module")
def ordering(visit) -> Ledger:
    """What the customer's order of two books has cost, paid and followed by everybody."""
    visit.fill_cart()
    visit.shop.ledger.costs.clear()
    visit.buy()
    return Ledger(dict(visit.shop.ledger.costs))


@pytest.mark.parametrize("operation", MOST_TO_READ)
def test_reading_costs_at_most_so_many_units_and_calls(reading, operation):
    row = reading.medians()[operation]
    most_units, most_calls = MOST_TO_READ[operation]
    assert 0 < row["rcu"] <= most_units
    assert 0 < row["calls"]["dynamodb"] <= most_calls


def test_an_order_of_two_lines_costs_at_most_so_many_write_units(ordering):
    assert 30 < ordering.total("wcu") <= MOST_OF_AN_ORDER


def test_nothing_follows_an_order_that_is_not_listed_here(ordering):
    assert ordering.costs.keys() == MOST_TO_ORDER.keys()


@pytest.mark.parametrize("operation", MOST_TO_ORDER)
def test_an_operation_costs_at_most_so_many_units_and_calls(ordering, operation):
    row = ordering.medians()[operation]
    most_units, most_calls = MOST_TO_ORDER[operation]
    assert row["wcu"] <= most_units
    assert row["calls"].get("dynamodb", 0) <= most_calls
