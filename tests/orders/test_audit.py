"""What staff change of orders, copies and coupons is audited, in the same transaction and once."""

import json

import pytest

from tests.contracts.operations import list_staff_operations
from tests.gateway import CUSTOMER, STAFF, send_request
from tests.orders.counter import EMMA, FILE, functions

KEY = {"Idempotency-Key": "k-1"}
COUPON = {"kind": "percent", "amount": 10}
CARRIER = {"carrier": "Royal Mail", "tracking": "RM1"}
ARN = "arn:aws:iam::000000000000:user/ann"


@pytest.fixture
def order_id(counter):
    counter.add_book()
    return counter.paid()


def entries(counter, **query):
    response = send_request(counter.app, "GET", "/admin/audit", query=query, claims=STAFF)
    assert response.status == 200
    return response.body["items"]


def history(counter, resource, **path):
    return send_request(counter.app, "GET", resource, path=path, claims=STAFF).body["items"]


def ship(counter, order_id, body=None):
    return counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, body or CARRIER)


def refund(counter, order_id, key="r-1"):
    body = {"reason": "Torn", "lines": [{"isbn": EMMA, "quantity": 1}]}
    return counter.staff("POST", "/orders/{order_id}/refunds", {"order_id": order_id}, body, {"Idempotency-Key": key})


def count(counter, available=7):
    version = counter.staff("GET", "/inventory/{isbn}", {"isbn": EMMA}).body["stock_version"]
    return counter.staff(
        "PUT", "/inventory/{isbn}", {"isbn": EMMA}, {"available": available}, {"If-Match": f'"{version}"'}
    )


def write_coupon(counter, **fields):
    return counter.staff("PUT", "/coupons/{code}", {"code": "SPRING"}, COUPON | fields)


def test_a_shipment_says_who_shipped_what_and_what_the_order_was_before(counter, order_id):
    assert ship(counter, order_id).status == 200
    (entry,) = history(counter, "/admin/orders/{order_id}/history", order_id=order_id)
    assert (entry["who"], entry["roles"], entry["what"]) == (STAFF["sub"], ["owner"], "ship_order")
    assert (entry["kind"], entry["subject"]) == ("order", order_id)
    assert entry["changes"]["status"] == {"before": "paid", "after": "shipped"}
    assert entry["changes"]["shipment"]["after"]["tracking"] == "RM1"


def test_a_delivery_and_a_cancellation_are_audited(counter, order_id):
    other = counter.paid(key="cart-2")
    ship(counter, order_id)
    counter.staff("POST", "/orders/{order_id}/deliver", {"order_id": order_id})
    counter.staff("POST", "/admin/orders/{order_id}/cancel", {"order_id": other})
    newest = history(counter, "/admin/orders/{order_id}/history", order_id=order_id)[0]
    assert (newest["what"], newest["changes"]["status"]["after"]) == ("deliver_order", "delivered")
    cancelled = history(counter, "/admin/orders/{order_id}/history", order_id=other)
    assert {entry["what"] for entry in cancelled} == {"cancel_any_order"}
    assert cancelled[-1]["changes"]["status"] == {"before": "paid", "after": "cancelled"}


def test_a_repeated_refund_is_audited_once(counter, order_id):
    refund(counter, order_id)
    before = history(counter, "/admin/orders/{order_id}/history", order_id=order_id)
    assert refund(counter, order_id).status == 201
    assert history(counter, "/admin/orders/{order_id}/history", order_id=order_id) == before
    assert before[-1]["changes"]["refunds"]["after"][0]["amount"] == 1000


def test_a_change_that_is_refused_is_not_audited(counter, order_id):
    ship(counter, order_id)
    before = entries(counter)
    assert ship(counter, order_id).code == "step_refused"
    assert entries(counter) == before


def test_what_customers_stripe_and_the_clock_do_is_not_audited(counter, order_id):
    before = entries(counter)
    placed = counter.place(key="cart-9").body["order_id"]
    assert counter.mine("POST", "/orders/{order_id}/cancel", placed).status == 200
    assert counter.mine("POST", "/orders/{order_id}/cancel", order_id).status == 200
    assert entries(counter) == before


def test_a_count_has_the_copies_before_and_after(counter, order_id):
    assert count(counter).status == 200
    newest = history(counter, "/inventory/{isbn}/history", isbn=EMMA)[0]
    assert (newest["what"], newest["changes"]["available"]) == ("count_stock", {"before": 4, "after": 7})


def test_an_adjustment_has_its_difference_and_reason_once(counter):
    counter.add_book()
    body = {"delta": -2, "reason": "damaged"}
    for _ in range(2):
        counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": EMMA}, body, KEY)
    changes = [entry["changes"] for entry in history(counter, "/inventory/{isbn}/history", isbn=EMMA)]
    assert changes[0] == {"delta": {"before": None, "after": -2}, "reason": {"before": None, "after": "damaged"}}
    assert len(changes) == 2  # the other one is the delivery


def test_a_coupon_shows_how_it_was_written(counter):
    write_coupon(counter)
    assert write_coupon(counter).status == 200  # the same again changes nothing
    assert write_coupon(counter, amount=20, most_uses=5).body["version"] == 3
    after, before = history(counter, "/coupons/{code}/history", code="spring")
    assert before["changes"]["amount"] == {"before": None, "after": 10}
    assert after["changes"] == {
        "amount": {"before": 10, "after": 20},
        "most_uses": {"before": None, "after": 5},
    }


def test_an_import_is_audited_with_the_identity_of_who_ran_it(counter):
    counter.add_book()
    delivery = {"isbn": EMMA, "copies": 3, "key": "d-1"}
    for _ in range(2):
        functions().import_stock({"deliveries": [delivery], "operator": ARN}, None)
    (entry,) = entries(counter, what="import_stock")
    assert (entry["who"], entry["roles"], entry["changes"]["delta"]["after"]) == (ARN, [], 3)


def test_an_import_without_an_identity_is_an_operators(counter):
    counter.add_book()
    functions().import_stock({"deliveries": [{"isbn": EMMA, "copies": 3, "key": "d-1"}]}, None)
    assert [entry["who"] for entry in entries(counter, what="import_stock")] == ["operator"]


def test_a_full_batch_of_deliveries_is_received_and_audited(counter):
    deliveries = [{"isbn": EMMA, "copies": 1, "key": f"d-{number}"} for number in range(40)]
    deliveries += [{"isbn": f"97970000{number:05}", "copies": 1, "key": "d"} for number in range(60)]
    assert functions().import_stock({"deliveries": deliveries}, None)["received"] == 100
    found, cursor = 0, None
    while True:
        query = {"what": "import_stock", "limit": "100", **({"cursor": cursor} if cursor else {})}
        page = send_request(counter.app, "GET", "/admin/audit", query=query, claims=STAFF).body
        found, cursor = found + len(page["items"]), page["next"]
        if cursor is None:
            break
    assert found == 100


def test_every_change_that_staff_can_make_is_audited(counter, post, order_id):
    """A new route of staff has to be made here too, or to be one that only reads."""
    other = counter.paid(key="cart-2")
    refund(counter, order_id)
    ship(counter, order_id)
    counter.staff("POST", "/orders/{order_id}/deliver", {"order_id": order_id})
    counter.staff("POST", "/admin/orders/{order_id}/cancel", {"order_id": other})
    count(counter)
    write_coupon(counter)
    counter.staff("POST", "/admin/orders/{order_id}/notes", {"order_id": order_id}, {"text": "Called."})
    counter.staff("POST", "/admin/orders/{order_id}/emails/{name}", {"order_id": order_id, "name": "paid"})
    audited = {entry["what"] for entry in entries(counter, limit="100")}
    changing = {each.name for each in list_staff_operations() if each.service == "orders" and each.method != "GET"}
    assert audited == changing


def test_an_entry_has_nothing_of_the_customer_and_no_key(counter, order_id):
    refund(counter, order_id)
    ship(counter, order_id)
    text = json.dumps(entries(counter))
    for private in (CUSTOMER["email"], "A Reader", "1 Row", "EC4M", "pi_", "client_secret", "r-1", STAFF["email"]):
        assert private not in text


def test_the_audit_is_the_owners_alone_and_histories_are_for_who_may_read_the_thing(counter, order_id):
    ship(counter, order_id)
    packer = {**STAFF, "cognito:groups": "[orders]"}
    path = {"order_id": order_id}
    assert send_request(counter.app, "GET", "/admin/audit", claims=packer).status == 403
    assert send_request(counter.app, "GET", "/admin/orders/{order_id}/history", path=path, claims=packer).status == 200


def test_a_file_is_not_counted_and_nothing_is_audited(counter):
    counter.add_book(FILE)
    counter.staff("PUT", "/inventory/{isbn}", {"isbn": FILE}, {"available": 1}, {"If-Match": '"0"'})
    assert entries(counter) == []
