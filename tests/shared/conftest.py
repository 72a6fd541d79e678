"""What several tests of the shared library ask for."""

import pytest

from bookstore.messaging.failure_counts import Failures
from tests.shared.consumer import Consumer


@pytest.fixture(autouse=True)
def _service(monkeypatch):
    """The service and stage that metrics are counted for."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tested")
    monkeypatch.setenv("STAGE", "test")


@pytest.fixture
def consumer(make_table):
    return Consumer(Failures(make_table("cart")))
