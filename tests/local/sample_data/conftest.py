"""The shop's own catalogue and one past of it, made once for all tests that look at them."""

from datetime import date

import pytest

from local.sample_data.books import Book
from local.sample_data.catalogue import load
from local.sample_data.customers import CustomerProfile
from local.sample_data.history import generate_customers, generate_history
from local.sample_data.records import History

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def books() -> tuple[Book, ...]:
    return load()


@pytest.fixture(scope="session")
def past(books: tuple[Book, ...]) -> History:
    return generate_history(books, TODAY)


@pytest.fixture(scope="session")
def shoppers(books: tuple[Book, ...]) -> dict[str, CustomerProfile]:
    return {shopper.customer: shopper for shopper in generate_customers(books)}
