"""Each list of orders and of stock reads its own cursors alone, and no other text reaches DynamoDB."""

import pytest

from tests.cursors import spoil
from tests.gateway import CUSTOMER, STAFF, send_request
from tests.orders.counter import EMMA, PERSUASION, line

OTHER = {"sub": "reader-2", "email": "reader-2@bookstore.example"}
LISTS = {
    "own orders": ("/orders", {}, CUSTOMER),
    "another customer's orders": ("/orders", {}, OTHER),
    "all orders": ("/admin/orders", {}, STAFF),
    "cancelled orders": ("/admin/orders", {"status": "cancelled"}, STAFF),
    "stock": ("/inventory", {}, STAFF),
}


@pytest.fixture
def shop(counter):
    """Two cancelled orders of each of two customers, and two editions."""
    counter.add_book(EMMA)
    counter.add_book(PERSUASION, title="Persuasion")
    for claims in (CUSTOMER, OTHER):
        for key in ("cart-1", "cart-2"):
            placed = counter.place(line(), key=key, claims=claims)
            counter.mine("POST", "/orders/{order_id}/cancel", placed.body["order_id"], claims)
    return counter.app


def get_page(app, name, **query):
    resource, fixed, claims = LISTS[name]
    return send_request(app, "GET", resource, query={"limit": "1", **fixed, **query}, claims=claims)


def test_a_list_reads_its_own_cursor(shop):
    assert {get_page(shop, name, cursor=get_page(shop, name).body["next"]).status for name in LISTS} == {200}


def test_no_list_reads_the_cursor_of_another(shop):
    cursors = {name: get_page(shop, name).body["next"] for name in LISTS}
    pairs = [(name, other) for name in LISTS for other in LISTS if name != other]
    answers = {pair: get_page(shop, pair[0], cursor=cursors[pair[1]]).status for pair in pairs}
    assert answers == dict.fromkeys(pairs, 400)


def test_a_spoiled_cursor_is_refused_by_name(shop):
    answers = [
        get_page(shop, name, cursor=cursor) for name in LISTS for cursor in spoil(get_page(shop, name).body["next"])
    ]
    assert {(answer.status, answer.body["error"]["details"]["field"]) for answer in answers} == {(400, "cursor")}


@pytest.mark.parametrize("number", [2**63, 10**40, -(10**40)])
def test_a_number_of_forty_digits_is_refused_by_name(counter, number):
    counter.add_book(EMMA)
    count = counter.staff("PUT", "/inventory/{isbn}", {"isbn": EMMA}, {"available": number}, {"If-Match": "1"})
    body, key = {"delta": number, "reason": "found"}, {"Idempotency-Key": "k"}
    adjustment = counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": EMMA}, body, key)
    assert [count.status, adjustment.status] == [422, 422]
    assert counter.available(EMMA) == 5


@pytest.mark.parametrize("version", ["9" * 16, "9" * 40, "-1", "1.0", "٣"])
def test_a_version_that_no_item_can_have_is_refused_by_name(counter, version):
    counter.add_book(EMMA)
    refused = counter.staff("PUT", "/inventory/{isbn}", {"isbn": EMMA}, {"available": 1}, {"If-Match": version})
    assert refused.status == 400
    assert refused.body["error"]["details"]["field"] == "If-Match"
