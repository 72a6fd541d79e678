"""The cart answers as its OpenAPI document says, whoever asks for whatever."""

import pytest

from tests.cart.builders import ISBN, book_added, stock_changed
from tests.gateway import send_request
from tests.lambda_events import sqs_event
from tests.openapi_contract import CALLERS, find_failures


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_in_the_document(app, caller, pytestconfig):
    from chalicelib import handlers

    handlers.consume(sqs_event(book_added(), stock_changed()), None)
    ids = {"cart_id": [send_request(app, "POST", "/carts").body["id"]], "isbn": [ISBN], "book_id": ["emma"]}
    failures, answered = find_failures("cart", app, caller, pytestconfig.getoption("examples"), **ids)
    assert failures == []
    assert ("GET", "/carts/{cart_id}", 200) in answered
