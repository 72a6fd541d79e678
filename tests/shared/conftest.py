"""What several tests of the shared library ask for."""

import pytest

from bookstore.messaging.failure_counts import Failures
from tests.shared.consumer import Consumer


@pytest.fixture
def consumer(make_table, monkeypatch):
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tested")
    monkeypatch.setenv("STAGE", "test")
    return Consumer(Failures(make_table("cart")))
