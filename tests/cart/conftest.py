"""The cart's own code on the path, and its app on a real table."""

from collections.abc import Callable
from typing import Any

import pytest

from bookstore.dynamodb.table import Table
from tests.own_app import add_to_path, load_app

add_to_path("cart")


@pytest.fixture
def table(make_table: Callable[[str], Table]) -> Table:
    """Create an empty table of the cart."""
    return make_table("cart")


@pytest.fixture
def app(table: Table, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Load the cart's app on an empty table."""
    return load_app("cart", table, dynamodb, monkeypatch)


@pytest.fixture
def carts(table: Table) -> Any:
    """Open the carts in the table."""
    from chalicelib.repository import CartRepository

    return CartRepository(table)


@pytest.fixture
def prices(table: Table) -> Any:
    """Open the price list in the table."""
    from chalicelib.prices import PriceRepository

    return PriceRepository(table)
