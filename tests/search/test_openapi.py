"""Search answers as its OpenAPI document says, whoever asks for whatever."""

import pytest

from tests.openapi_contract import CALLERS, find_failures
from tests.search.test_routes import shop

__all__ = ["shop"]


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_in_the_document(shop, caller, pytestconfig):
    failures, answered = find_failures("search", shop, caller, pytestconfig.getoption("examples"))
    assert failures == []
    assert ("GET", "/search", 200) in answered
