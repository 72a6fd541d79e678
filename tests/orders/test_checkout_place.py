"""Placing an order: everything is reserved once, or nothing changes."""

import pytest

from stripe_simulator.protocol.faults import Fault
from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import ADDRESS, EMMA, FILE, PERSUASION, line

OTHER = {"sub": "reader-2", "email": "other@bookstore.example"}


def test_an_order_reserves_its_copies_and_is_told(counter):
    counter.add_book()
    placed = counter.place(line(quantity=2))
    assert placed.status == 201
    assert placed.body["totals"]["total"] == 2299
    assert counter.available() == 3
    assert counter.outbox_events() == ["OrderPlaced"]


def test_its_payment_is_over_the_total_that_we_have_computed(counter):
    counter.add_book()
    placed = counter.place()
    (intent,) = counter.intents()
    assert intent.amount == 1299
    assert intent.currency == "gbp"
    assert placed.body["client_secret"] == intent.client_secret
    assert intent.to_dict()["metadata"] == {"order_id": placed.body["order_id"], "customer": CUSTOMER["sub"]}


def test_an_order_can_be_reserved_before_its_payment_is_prepared(counter):
    counter.add_book()
    reserved = counter.reserve()
    assert (reserved.status, reserved.body["client_secret"], counter.intents()) == (201, None, [])
    assert counter.available() == 4
    settled = counter.settle(reserved.body["order_id"])
    (intent,) = counter.intents()
    assert settled.body["client_secret"] == intent.client_secret
    assert settled.body["order"]["payment_status"] == "requires_payment_method"


def test_both_ways_to_place_an_order_are_one_order_with_one_payment(counter):
    counter.add_book()
    reserved, placed = counter.reserve(), counter.place()
    assert placed.body["order_id"] == reserved.body["order_id"]
    assert counter.reserve().body == reserved.body
    assert counter.settle(reserved.body["order_id"]).body["client_secret"] == placed.body["client_secret"]
    assert len(counter.intents()) == 1
    assert counter.outbox_events() == ["OrderPlaced"]


def test_the_same_key_brings_the_same_answer_and_reserves_nothing_more(counter):
    counter.add_book()
    first, second = counter.place(), counter.place()
    assert second.status == 201
    assert second.body == first.body
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
    assert len(counter.intents()) == 1


def test_a_repeat_is_answered_alike_after_the_order_was_paid(counter):
    counter.add_book()
    first = counter.place()
    counter.pay(first)
    counter.settle(first.body["order_id"])
    assert counter.place().body == first.body


def test_the_same_key_with_another_order_is_refused(counter):
    counter.add_book()
    counter.place()
    refused = counter.place(line(quantity=2))
    assert refused.status == 422
    assert refused.code == "key_reused"
    assert counter.available() == 4


def test_the_key_of_another_reader_is_another_key(counter):
    counter.add_book()
    first, second = counter.place(), counter.place(claims=OTHER)
    assert second.status == 201
    assert second.body["order_id"] != first.body["order_id"]


def test_one_unpaid_order_at_a_time_and_the_refusal_names_it(counter):
    counter.add_book()
    first = counter.place()
    refused = counter.place(key="cart-2")
    assert refused.status == 409
    assert refused.code == "order_open"
    assert refused.body["error"]["details"] == {"order_id": first.body["order_id"]}


def test_after_paying_the_next_order_can_be_placed(counter):
    counter.add_book()
    counter.paid()
    assert counter.place(key="cart-2").status == 201


def test_one_missing_copy_keeps_the_whole_order_from_being_placed(counter):
    counter.add_book()
    counter.add_book(PERSUASION, copies=1, title="Persuasion")
    refused = counter.place(line(), line(PERSUASION, quantity=2))
    assert refused.status == 409
    assert refused.code == "out_of_stock"
    assert refused.body["error"]["details"]["books"] == [{"isbn": PERSUASION, "title": "Persuasion", "left": 1}]
    assert counter.available() == 5
    assert counter.available(PERSUASION) == 1
    assert counter.outbox_events() == []


def test_a_refusal_may_be_tried_again_with_the_same_key(counter):
    counter.add_book(copies=1)
    assert counter.place(line(quantity=2)).status == 409
    assert counter.place(line(quantity=1)).status == 201


def test_a_price_the_reader_did_not_see_is_never_charged(counter):
    counter.add_book(price=1200)
    refused = counter.place(line(price=1000))
    assert refused.status == 409
    assert refused.code == "price_changed"
    assert counter.intents() == []
    assert refused.body["error"]["details"]["prices"][0]["price"] == 1200


def test_a_withdrawn_book_cannot_be_ordered(counter):
    counter.add_book()
    counter.add_book(version=2, withdrawn=True)
    refused = counter.place()
    assert refused.status == 409
    assert refused.code == "unavailable"


def test_lines_of_the_same_edition_are_one_line(counter):
    counter.add_book()
    placed = counter.place(line(quantity=2), line(quantity=1))
    assert [each["quantity"] for each in placed.body["lines"]] == [3]
    assert counter.available() == 2


@pytest.mark.parametrize("field", ["total", "discount", "currency", "customer"])
def test_a_reader_decides_neither_price_nor_owner(counter, field):
    counter.add_book()
    refused = counter.place(**{field: 1})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == field
    assert counter.available() == 5


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": 0}, "lines[0].quantity"),
        ({"quantity": 11}, "lines[0].quantity"),
        ({"quantity": 1.5}, "lines[0].quantity"),
        ({"unit_price": -1}, "lines[0].unit_price"),
        ({"isbn": "123"}, "lines[0].isbn"),
        ({"price": 1}, "lines[0].price"),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused_by_field(counter, wrong, field):
    refused = counter.place(line() | wrong)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == field


def test_without_a_key_nothing_is_ordered(counter):
    counter.add_book()
    refused = counter.place(key="")
    assert refused.status == 400
    assert counter.available() == 5


def test_a_country_the_shop_does_not_serve_is_named(counter):
    counter.add_book()
    refused = counter.place(address=ADDRESS | {"country": "AQ"})
    assert refused.code == "country_not_served"
    assert refused.body["error"]["details"]["field"] == "address.country"


def test_files_never_run_out(counter):
    counter.add_book(FILE)
    claims = [{"sub": f"reader-{n}", "email": f"reader-{n}@bookstore.example"} for n in range(3)]
    assert [counter.place(line(FILE), digital_consent=True, claims=each).status for each in claims] == [201] * 3


@pytest.mark.parametrize("route", ["/quotes", "/orders"])
@pytest.mark.parametrize("copies", [(2,), (1, 1)])
def test_a_second_copy_of_a_file_is_refused_by_field_and_rule(counter, route, copies):
    counter.add_book(FILE)
    body = {"lines": [line(FILE, each) for each in copies], "address": ADDRESS}
    headers = {"Idempotency-Key": "cart-1"}
    refused = send_request(counter.app, "POST", route, body=body, claims=CUSTOMER, headers=headers)
    field = f"lines[{len(copies) - 1}].quantity"
    assert refused.status == 422
    assert refused.body["error"]["details"] == {"field": field, "rule": "1 for an e-book or audiobook"}


def test_an_order_that_costs_nothing_is_paid_without_stripe(counter):
    counter.add_book(FILE)
    counter.staff("PUT", "/coupons/{code}", {"code": "GIFT"}, {"kind": "percent", "amount": 100})
    placed = counter.place(line(FILE), coupon="gift", digital_consent=True)
    assert placed.body["totals"]["total"] == 0
    assert placed.body["client_secret"] is None
    assert counter.intents() == []
    assert counter.order(placed.body["order_id"])["status"] == "paid"
    assert counter.outbox_events() == ["OrderPaid"]


@pytest.mark.parametrize("route", ["/orders", "/quotes", "/estimates"])
def test_no_refusal_tells_how_many_copies_there_are_unless_they_are_few(counter, route):
    counter.add_book(copies=8)
    body = {"lines": [line(quantity=10)]} | ({"address": ADDRESS} if route == "/orders" else {})
    claims, headers = (None if route == "/estimates" else CUSTOMER), {"Idempotency-Key": "key-1"}
    refused = send_request(counter.app, "POST", route, body=body, claims=claims, headers=headers)
    assert (refused.status, refused.code) == (409, "out_of_stock")
    assert refused.body["error"]["details"]["books"] == [{"isbn": EMMA, "title": "Emma", "left": None}]


@pytest.mark.parametrize("kind", ["error", "error_after"])
def test_what_a_stumbling_stripe_left_undone_is_finished_by_a_repeat(counter, simulator, kind):
    counter.add_book()
    simulator.faults.add(Fault(kind=kind, method="POST", path="/v1/payment_intents", times=5))
    stumbled = counter.place()
    assert stumbled.status == 503
    assert counter.available() == 4
    simulator.faults.clear()
    placed = counter.place()
    assert placed.status == 201
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
    counter.pay(placed)
    assert counter.settle(placed.body["order_id"]).body["order"]["status"] == "paid"


def test_an_answer_of_stripe_that_was_lost_is_asked_for_again(counter, simulator):
    counter.add_book()
    simulator.faults.add(Fault(kind="drop", method="POST", path="/v1/payment_intents"))
    assert counter.place().status == 201
    assert len(counter.intents()) == 1


@pytest.mark.parametrize("consent", [{}, {"digital_consent": False}], ids=str)
def test_a_digital_edition_without_consent_is_refused_and_nothing_changes(counter, consent):
    counter.add_book()
    counter.add_book(FILE)
    refused = counter.place(line(), line(FILE), **consent)
    assert refused.status == 422
    assert refused.code == "digital_consent_required"
    assert refused.body["error"]["details"] == {
        "field": "digital_consent",
        "rule": "true for an order with an e-book or audiobook",
    }
    assert counter.available() == 5
    assert counter.outbox_events() == []
    assert counter.intents() == []


def test_the_consent_to_a_digital_edition_is_stored_with_its_time(counter):
    counter.add_book(FILE)
    order_id = counter.place(line(FILE), digital_consent=True).body["order_id"]
    order = counter.order(order_id)
    assert order["digital_consent_at"] == order["placed_at"]


def test_no_consent_is_stored_for_printed_books_alone(counter):
    counter.add_book()
    order_id = counter.place(digital_consent=True).body["order_id"]
    assert counter.order(order_id)["digital_consent_at"] is None


def test_the_consent_is_no_part_of_what_a_key_ordered(counter):
    counter.add_book()
    first = counter.place()
    assert counter.place(digital_consent=True).body == first.body


@pytest.mark.parametrize("consent", ["yes", 1, None, {}])
def test_a_consent_is_true_or_false(counter, consent):
    counter.add_book()
    refused = counter.place(digital_consent=consent)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "digital_consent"
