"""Every route with an id, tried as somebody else. Routes of staff: tests/contracts/test_permissions.py."""

import pytest

from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import ADDRESS

STRANGER = {"sub": "stranger", "email": "stranger@bookstore.example"}


@pytest.fixture
def order_id(counter):
    counter.add_book()
    return counter.place().body["order_id"]


@pytest.mark.parametrize(
    ("method", "resource"),
    [("GET", "/orders/{order_id}"), ("POST", "/orders/{order_id}/payment"), ("POST", "/orders/{order_id}/cancel")],
)
def test_an_order_of_somebody_else_is_not_there(counter, order_id, method, resource):
    refused = counter.mine(method, resource, order_id, STRANGER)
    assert refused.status == 404
    assert refused.code == "order_unknown"
    assert counter.available() == 4


def test_nobody_sees_the_orders_of_somebody_else(counter, order_id):
    assert send_request(counter.app, "GET", "/orders", claims=STRANGER).body["items"] == []
    assert [
        each["order_id"] for each in send_request(counter.app, "GET", "/orders", claims=CUSTOMER).body["items"]
    ] == [order_id]


def test_addresses_belong_to_their_customer(counter):
    path, where = {"address_id": "home"}, "/customers/me/addresses/{address_id}"
    assert send_request(counter.app, "PUT", where, path=path, body=ADDRESS, claims=CUSTOMER).status == 200
    send_request(counter.app, "DELETE", where, path=path, claims=STRANGER)
    assert send_request(counter.app, "GET", where, path=path, claims=STRANGER).code == "address_unknown"
    assert send_request(counter.app, "GET", where, path=path, claims=CUSTOMER).body["address"]["line1"] == "1 Row"


def test_a_closed_account_keeps_its_orders_without_the_person(counter, order_id):
    counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    closed = send_request(counter.app, "DELETE", "/customers/me", claims=CUSTOMER)
    order = counter.order(order_id)
    assert closed.status == 204
    assert order["status"] == "cancelled"
    assert order["address"] is None
    assert counter.outbox_events()[-1] == "CustomerDeleted"
