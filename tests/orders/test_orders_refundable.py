"""Staff see what a refund brings before they make it, to the penny."""

from tests.gateway import STAFF, send_request
from tests.orders.counter import EMMA, PERSUASION, line


def refundable(counter, order_id):
    resource = "/admin/orders/{order_id}/refundable"
    return send_request(counter.app, "GET", resource, path={"order_id": order_id}, claims=STAFF).body


def refund(counter, order_id, key, **what):
    path, headers = {"order_id": order_id}, {"Idempotency-Key": key}
    return counter.staff("POST", "/orders/{order_id}/refunds", path, {"reason": "Torn", **what}, headers).body["amount"]


def paid(counter):
    """Return an order of three copies and one, with a discount that does not divide by three."""
    counter.add_book(EMMA)
    counter.add_book(PERSUASION, price=850)
    counter.staff("PUT", "/coupons/{code}", {"code": "SPRING"}, {"kind": "percent", "amount": 7})
    return counter.paid(line(EMMA, 3), line(PERSUASION, 1, 850), coupon="SPRING")


def test_the_sums_are_those_that_are_refunded(counter):
    order_id = paid(counter)
    before = refundable(counter, order_id)
    emma, persuasion = before["lines"]
    assert refund(counter, order_id, "r-1", lines=[{"isbn": EMMA, "quantity": 2}]) == emma["amounts"][1]
    after = refundable(counter, order_id)
    assert after["left"] == before["left"] - emma["amounts"][1]
    assert after["lines"][0]["amounts"] == [emma["amounts"][2] - emma["amounts"][1]]
    assert after["lines"][1] == persuasion
    assert refund(counter, order_id, "r-2") == after["left"]
    assert refundable(counter, order_id)["left"] == 0
    assert [each["amounts"] for each in refundable(counter, order_id)["lines"]] == [[], []]


def test_nothing_is_left_of_an_order_that_was_never_paid(counter):
    counter.add_book(EMMA)
    order_id = counter.place().body["order_id"]
    assert refundable(counter, order_id)["left"] == 0
