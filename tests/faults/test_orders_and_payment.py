"""Cases 1 to 10 and 15 to 17: orders, payment, idempotency."""

from datetime import timedelta

import pytest

from bookstore import clock, logs
from stripe_simulator.protocol.faults import Fault
from tests.faults.concurrency import count_statuses, run_concurrently
from tests.gateway import CUSTOMER
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import PERSUASION, functions, line

INTENTS = "/v1/payment_intents"


def later(monkeypatch, **how):
    now = clock.now() + timedelta(**how)
    monkeypatch.setattr(clock, "now", lambda: now)


def assert_nothing_changed(counter) -> None:
    assert counter.available() == 5
    assert counter.outbox_events() == []
    assert counter.intents() == []


def test_a_double_click_is_one_order_with_one_payment_and_equal_answers(counter):
    """1. Same cart, same key, eight at once, through the route."""
    counter.add_book()
    answers = run_concurrently([counter.place] * 8)
    assert count_statuses(answers) == {"201": 8}
    assert len({str(answer.body) for answer in answers}) == 1
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
    assert len(counter.intents()) == 1


def test_two_tabs_with_two_contents_make_one_order_and_the_other_tab_learns_which(counter):
    """2. The cart was edited in between, so its key is another."""
    counter.add_book()
    keys = [f"cart-{n % 2}" for n in range(6)]
    answers = run_concurrently(
        [lambda key=key: counter.place(line(quantity=1 + (key == "cart-1")), key=key) for key in keys]
    )
    assert count_statuses(answers) == {"201": 3, "409 order_open": 3}
    (order_id,) = {answer.body["order_id"] for answer in answers if answer.status == 201}
    assert {a.body["error"]["details"]["order_id"] for a in answers if a.status == 409} == {order_id}


@pytest.mark.parametrize("passed", [timedelta(minutes=11), timedelta(hours=25)], ids=["11 minutes", "25 hours"])
def test_a_repeat_long_after_still_brings_the_first_order(counter, simulator, monkeypatch, passed):
    """6. DynamoDB has forgotten its token, Stripe its key; the order has not."""
    counter.add_book()
    first = counter.place()
    later(monkeypatch, seconds=passed.total_seconds())
    simulator.clock.advance(int(passed.total_seconds()))
    simulator.keys.prune()
    repeat = counter.place()
    assert repeat.status == 201
    assert repeat.body == first.body
    assert counter.available() == 4
    assert len(counter.intents()) == 1


def test_a_crash_after_stripe_accepted_is_finished_by_the_repeat(counter, monkeypatch):
    """7. The intent exists, the order does not know it yet."""
    from chalicelib.orders.repository import OrderRepository

    counter.add_book()
    with monkeypatch.context() as crash:
        crash.setattr(OrderRepository, "save", lambda *_, **__: 1 / 0)
        assert counter.place().status == 500
    (intent,) = counter.intents()
    placed = counter.place()
    assert placed.body["client_secret"] == intent.client_secret
    assert len(counter.intents()) == 1
    assert counter.available() == 4


def test_while_stripe_is_unsure_a_payment_page_says_so_and_the_books_stay(counter, simulator):
    """8. Stripe answers 500 to every question."""
    counter.add_book()
    placed = counter.place()
    simulator.faults.add(Fault(kind="error", path=INTENTS, times=9))
    unsure = counter.settle(placed.body["order_id"])
    assert unsure.status == 503
    assert unsure.headers["Retry-After"] == "2"
    assert counter.available() == 4
    simulator.faults.clear()
    counter.pay(placed)
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert counter.order(placed.body["order_id"])["status"] == "paid"


def test_an_error_of_stripe_is_logged_as_the_runbook_says(counter, simulator, monkeypatch):
    """8. The search of docs/runbooks/stripe-unavailable.md finds it."""
    counter.add_book()
    placed = counter.place()
    simulator.faults.add(Fault(kind="error", path=INTENTS, times=9))
    warnings = []
    monkeypatch.setattr(logs, "warning", lambda message, **fields: warnings.append(message))
    counter.settle(placed.body["order_id"])
    assert warnings == ["Stripe unavailable"]


@pytest.mark.parametrize("card", ["pm_card_visa_chargeDeclined", "pm_card_threeDSecureRequired"])
def test_books_of_a_payment_that_never_came_are_free_again_once(counter, monkeypatch, card):
    """9 and 10. A declined card, a customer who never answered the bank."""
    import stripe

    counter.add_book()
    placed = counter.place()
    try:
        waits = counter.pay(placed, card).status
    except stripe.CardError:
        waits = "declined"
    counter.settle(placed.body["order_id"])
    functions().expire(SCHEDULED_EVENT, None)
    assert waits in {"declined", "requires_action"}
    assert counter.available() == 4
    later(monkeypatch, minutes=31)
    run_concurrently([lambda: functions().expire(SCHEDULED_EVENT, None)] * 2)
    order = counter.order(placed.body["order_id"])
    assert order["status"] == "cancelled"
    assert counter.available() == 5
    assert counter.intents()[0].status == "canceled"


def test_an_amount_that_is_not_the_orders_goes_back_when_the_order_ends(counter, monkeypatch):
    """16. Not paid, flagged, and the money does not stay with us."""
    counter.add_book()
    placed = counter.place()
    counter.pay(placed)
    item = counter.table.get("CUSTOMER#reader-1", f"ORDER#{placed.body['order_id']}")
    counter.table.put(item | {"totals": item["totals"] | {"total": 5000}})
    later(monkeypatch, minutes=31)
    functions().expire(SCHEDULED_EVENT, None)
    functions().refund_due(SCHEDULED_EVENT, None)
    seen = counter.staff("GET", "/admin/orders/{order_id}", {"order_id": placed.body["order_id"]}).body
    (refund,) = counter.stripe.refunds.list({}).data
    assert seen["status"] == "cancelled"
    assert refund.amount == 1299
    assert counter.available() == 5
    assert seen["flags"] == ["amount_mismatch", "paid_after_cancel"]


@pytest.mark.parametrize("quantity", [0, -1, 11, 10**9, 10**30, 1.5, "1", None, True])
def test_a_quantity_that_is_none_is_refused(counter, quantity):
    """17. As JSON can say it."""
    counter.add_book()
    assert counter.place(line() | {"quantity": quantity}).status == 422
    assert_nothing_changed(counter)


def test_not_a_number_is_no_json(counter):
    """17. As JSON cannot say it."""
    from tests.gateway import send_request

    body = b'{"lines":[{"isbn":"9797000000017","quantity":NaN,"unit_price":1000}]}'
    headers = {"Idempotency-Key": "cart-1"}
    assert send_request(counter.app, "POST", "/orders", body=body, headers=headers, claims=CUSTOMER).status == 400


def test_an_order_has_at_least_one_line_and_at_most_fifty(counter):
    """17. Fifty different books, a coupon and the event fit into one transaction of a hundred actions."""
    isbns = [f"97970000{n:05}" for n in range(51)]
    for isbn in isbns:
        counter.add_book(isbn)
    counter.staff("PUT", "/coupons/{code}", {"code": "TENTH"}, {"kind": "percent", "amount": 10, "most_uses": 1})
    lines = [line(isbn) for isbn in isbns]
    assert [counter.place(*many, lines=many).status for many in ([], lines)] == [422, 422]
    placed = counter.place(*lines[:50], coupon="TENTH", digital_consent=True)
    assert placed.status == 201
    assert len(placed.body["lines"]) == 50
    assert counter.available(isbns[49]) == 4
    cancelled = counter.mine("POST", "/orders/{order_id}/cancel", placed.body["order_id"])
    assert cancelled.status == 200
    assert counter.available(isbns[49]) == 5


def test_a_refund_that_stripe_refuses_is_flagged_and_keeps_nobody_waiting(counter):
    """15 and 25. The money went back in Stripe's dashboard before the order was cancelled."""
    counter.add_book()
    counter.add_book(PERSUASION, title="Persuasion")
    order_id = counter.paid()
    counter.stripe.refunds.create({"payment_intent": counter.intents()[0].id})
    cancelled = counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    functions().refund_due(SCHEDULED_EVENT, None)
    seen = counter.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body
    assert cancelled.status == 200
    assert seen["status"] == "cancelled"
    assert seen["refunds"][0]["status"] == "failed"
    assert seen["flags"] == ["refund_failed"]


def test_a_refund_that_stripe_is_unsure_about_waits_and_is_made_once(counter, simulator):
    """8. Staff are answered, the job goes on asking."""
    counter.add_book()
    order_id = counter.paid()
    simulator.faults.add(Fault(kind="error_after", method="POST", path="/v1/refunds", times=9))
    response = counter.refund(order_id)
    assert response.status == 201
    assert response.body["status"] == "requested"
    simulator.faults.clear()
    functions().refund_due(SCHEDULED_EVENT, None)
    (refund,) = counter.stripe.refunds.list({}).data
    assert refund.amount == 1299
    assert counter.order(order_id)["refunds"][0]["status"] == "succeeded"
