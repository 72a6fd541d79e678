"""Recommendations answer as their OpenAPI document says, whoever asks for whatever."""

import pytest

from tests.openapi_contract import CALLERS, find_failures
from tests.recommendations.test_routes import catalog

__all__ = ["catalog"]


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_in_the_document(app, catalog, caller, pytestconfig):
    ids = {"book_id": ["emma", "dracula"]}
    failures, answered = find_failures("recommendations", app, caller, pytestconfig.getoption("examples"), **ids)
    assert failures == []
    assert ("GET", "/books/{book_id}/also-bought", 200) in answered
