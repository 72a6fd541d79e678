"""The catalogue and one generated history, shared by all tests."""

from datetime import date

import pytest

from local.sample_data.books import Book
from local.sample_data.catalogue import load_catalogue
from local.sample_data.customers import CustomerProfile
from local.sample_data.history import generate_customers, generate_history
from local.sample_data.records import History

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def books() -> tuple[Book, ...]:
    return load_catalogue()


@pytest.fixture(scope="session")
def history(books: tuple[Book, ...]) -> History:
    return generate_history(books, TODAY)


@pytest.fixture(scope="session")
def customers(books: tuple[Book, ...]) -> dict[str, CustomerProfile]:
    return {customer.customer_id: customer for customer in generate_customers(books)}
