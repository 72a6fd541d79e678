"""Orders answer as their OpenAPI document says, whoever asks for whatever."""

import pytest

from tests.gateway import CUSTOMER, send_request
from tests.openapi_contract import CALLERS, find_failures
from tests.orders.counter import ADDRESS, EMMA, FILE


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_in_the_document(app, counter, post, caller, pytestconfig):
    counter.add_book(EMMA)
    counter.add_book(FILE)
    paid, unpaid = counter.paid(key="cart-1"), counter.place(key="cart-2").body["order_id"]
    address = {"address_id": "home"}
    send_request(app, "PUT", "/customers/me/addresses/{address_id}", path=address, body=ADDRESS, claims=CUSTOMER)
    ids = {"order_id": [paid, unpaid], "isbn": [EMMA, FILE], "address_id": ["home"]}
    failures, answered = find_failures("orders", app, caller, pytestconfig.getoption("examples"), **ids)
    assert failures == []
    assert ("GET", "/shipping", 200) in answered
