"""What Stripe reports after success: refunds that fail, disputes that close. Success is never the last word."""

import itertools
from datetime import timedelta

import pytest

from bookstore import clock, logs
from bookstore.events import OrderRefunded, OrderRefundFailed
from stripe_simulator.controls import outcomes
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import EMMA, PERSUASION, functions, line, published

FAILURES = ("refund.failed", "charge.refund.updated", "refund.updated")


@pytest.fixture
def order_id(counter):
    counter.add_book()
    placed = counter.place(line(EMMA, 2))
    counter.pay(placed, "pm_card_refundFail")
    counter.settle(placed.body["order_id"])
    return placed.body["order_id"]


def fail_refund(counter, simulator, outcome="failed"):
    (newest, *_) = counter.stripe.refunds.list({}).data
    outcomes.settle_refund(simulator, newest.id, {"outcome": outcome})


def seen_by_staff(counter, order_id):
    return counter.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body


def statuses(counter, order_id):
    return [refund["status"] for refund in counter.order(order_id)["refunds"]]


@pytest.mark.parametrize("kind", FAILURES)
def test_a_refund_that_fails_after_its_success_is_failed_and_flagged(counter, simulator, order_id, kind):
    assert counter.refund(order_id).body["status"] == "succeeded"
    fail_refund(counter, simulator)
    assert counter.send_webhook(counter.stripe_events(kind)[0]).status == 200
    assert statuses(counter, order_id) == ["failed"]
    assert seen_by_staff(counter, order_id)["flags"] == ["refund_failed"]
    assert counter.outbox_events()[-2:] == ["OrderRefunded", "OrderRefundFailed"]


def test_its_money_can_be_refunded_again_and_its_copies_come_back_once(counter, simulator, order_id):
    counter.refund(order_id, restock=True)
    fail_refund(counter, simulator)
    counter.send_webhook(counter.stripe_events("refund.failed")[0])
    order = counter.order(order_id)
    assert (order["refunded_total"], [each["remaining"] for each in order["lines"]]) == (0, [2])
    assert counter.refund(order_id, key="refund-2", restock=True).body["status"] == "succeeded"
    assert statuses(counter, order_id) == ["failed", "succeeded"]
    assert counter.available() == 5


@pytest.mark.parametrize("arrival", list(itertools.permutations((*FAILURES, "refund.created"), 4))[::5], ids=str)
def test_webhooks_of_a_refund_end_alike_in_any_order_and_twice(counter, simulator, order_id, arrival):
    counter.refund(order_id)
    fail_refund(counter, simulator)
    for kind in arrival * 2:
        assert counter.send_webhook(counter.stripe_events(kind)[0]).status == 200
    assert statuses(counter, order_id) == ["failed"]
    assert counter.outbox_events().count("OrderRefundFailed") == 1


def test_the_oldest_of_more_refunds_than_stripe_shows_with_a_charge_is_known_to_have_failed(counter, simulator):
    """Ten come with the charge; all of them are in the list of refunds."""
    counter.add_book(copies=11)
    counter.add_book(PERSUASION, copies=1, title="Persuasion")
    order_id = counter.paid(line(EMMA, 10), line(PERSUASION))
    for number, isbn in enumerate([PERSUASION, *[EMMA] * 10]):
        counter.refund(order_id, key=f"refund-{number}", lines=[{"isbn": isbn, "quantity": 1}])
    oldest = counter.stripe.refunds.list({"limit": 100}).data[-1]
    outcomes.settle_refund(simulator, oldest.id, {"outcome": "failed"})
    counter.settle(order_id)
    assert statuses(counter, order_id) == ["failed", *["succeeded"] * 10]


def test_a_failure_whose_webhooks_were_lost_is_found_by_reconciling(counter, simulator, order_id):
    counter.refund(order_id)
    fail_refund(counter, simulator)
    report = functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert report["mended"]["refund_failed"] == 1
    assert statuses(counter, order_id) == ["failed"]
    assert functions().reconcile_payments(SCHEDULED_EVENT, None)["mended"] == {}


def test_a_state_of_stripe_that_was_read_before_a_newer_one_was_saved_is_read_again(
    counter, simulator, order_id, monkeypatch
):
    """Two webhooks at once: the slower one has read the success, the faster one saves the failure first."""
    from chalicelib.payments.stripe_gateway import StripeGateway

    counter.refund(order_id)
    opened = outcomes.open_dispute(simulator, counter.intents()[0].latest_charge, {})
    read, overtaken = StripeGateway.get_intent, []

    def read_slowly(gateway, intent_id):
        intent = read(gateway, intent_id)
        if not overtaken:
            overtaken.append(intent_id)
            outcomes.close_dispute(simulator, opened["id"], {"outcome": "won"})
            assert counter.settle(order_id).status == 200
        return intent

    with monkeypatch.context() as slow:
        slow.setattr(StripeGateway, "get_intent", read_slowly)
        assert counter.settle(order_id).status == 200
    assert seen_by_staff(counter, order_id)["flags"] == ["dispute_won"]


def test_the_customer_is_told_of_the_refund_and_of_its_failure_once_each(counter, simulator, post, order_id):
    counter.refund(order_id)
    counter.consume(published(OrderRefunded, order_id))
    fail_refund(counter, simulator)
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    counter.consume(*[published(OrderRefundFailed, order_id)] * 2)
    subjects = [subject for _, subject in post.sent]
    assert subjects[-2:] == ["Your refund from Catchword", "Your refund from Catchword did not arrive"]
    assert len(subjects) == 3


def test_each_failure_is_reported_to_staff(counter, simulator, order_id, monkeypatch):
    """The flag alone could not: it is there from the first failure on."""
    warnings = []
    monkeypatch.setattr(logs, "warning", lambda message, **fields: warnings.append((message, fields.get("flag"))))
    for number in range(2):
        counter.refund(order_id, key=f"refund-{number}")
        fail_refund(counter, simulator)
        functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert warnings.count(("order flagged for review", "refund_failed")) == 2


def test_the_failed_refund_of_a_cancelled_order_is_flagged_and_can_be_made_again(counter, simulator, order_id):
    counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    fail_refund(counter, simulator)
    counter.send_webhook(counter.stripe_events("refund.failed")[0])
    seen = seen_by_staff(counter, order_id)
    assert (seen["status"], seen["flags"]) == ("cancelled", ["refund_failed"])
    assert counter.refund(order_id, restock=True).body["status"] == "succeeded"
    assert counter.available() == 5


def test_a_refund_pending_at_stripe_keeps_no_place_of_the_job(counter, simulator):
    counter.add_book()
    placed = counter.place()
    counter.pay(placed, "pm_card_pendingRefund")
    order_id = placed.body["order_id"]
    counter.settle(order_id)
    assert counter.refund(order_id).body["status"] == "requested"
    assert functions_due("refund") == []
    fail_refund(counter, simulator, outcome="succeeded")
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert statuses(counter, order_id) == ["succeeded"]


def test_a_pending_refund_that_was_stored_as_due_leaves_the_job(counter):
    """As older versions stored it."""
    counter.add_book()
    placed = counter.place()
    counter.pay(placed, "pm_card_pendingRefund")
    order_id = placed.body["order_id"]
    counter.settle(order_id)
    counter.refund(order_id)
    item = counter.table.get("CUSTOMER#reader-1", f"ORDER#{order_id}")
    counter.table.put(item | {"due": "refund", "due_at": item["refunds"][0]["requested_at"]})
    functions().refund_due(SCHEDULED_EVENT, None)
    assert functions_due("refund") == []
    assert statuses(counter, order_id) == ["requested"]


def functions_due(job):
    from chalicelib.due_items import due_items

    return [due.name for page in due_items().pages(job, clock.now() + timedelta(days=365)) for due in page]


@pytest.fixture
def disputed(counter):
    counter.add_book()
    placed = counter.place()
    counter.pay(placed, "pm_card_createDispute")
    counter.settle(placed.body["order_id"])
    return placed.body["order_id"]


def close_dispute(counter, evidence):
    dispute = counter.stripe.disputes.list({}).data[0]
    counter.stripe.disputes.update(dispute.id, {"evidence": {"uncategorized_text": evidence}})


@pytest.mark.parametrize(
    ("evidence", "flag"), [("winning_evidence", "dispute_won"), ("losing_evidence", "dispute_lost")]
)
@pytest.mark.parametrize("reported_by", ["charge.dispute.closed", "charge.dispute.updated", "reconcile"])
def test_a_dispute_that_closes_is_known_with_its_end(counter, disputed, evidence, flag, reported_by):
    assert seen_by_staff(counter, disputed)["flags"] == ["disputed"]
    close_dispute(counter, evidence)
    if reported_by == "reconcile":
        assert functions().reconcile_payments(SCHEDULED_EVENT, None)["mended"][flag] == 1
    else:
        assert counter.send_webhook(counter.stripe_events(reported_by)[0]).status == 200
    assert seen_by_staff(counter, disputed)["flags"] == [flag]


def test_webhooks_of_a_dispute_end_alike_in_the_reverse_order_and_twice(counter, disputed):
    close_dispute(counter, "winning_evidence")
    kinds = ("funds_reinstated", "closed", "updated", "funds_withdrawn", "created")
    for kind in kinds * 2:
        assert counter.send_webhook(counter.stripe_events(f"charge.dispute.{kind}")[0]).status == 200
    assert seen_by_staff(counter, disputed)["flags"] == ["dispute_won"]


def test_a_debit_that_fails_after_its_success_is_flagged_as_lost(counter, simulator):
    counter.add_book()
    placed = counter.place()
    intent = counter.pay(placed, "pm_bacsDebit_success").id
    outcomes.settle_payment(simulator, intent, {"outcome": "succeeded"})
    counter.settle(placed.body["order_id"])
    charge = counter.stripe.payment_intents.retrieve(intent).latest_charge
    outcomes.open_dispute(simulator, charge, {"reason": "insufficient_funds"})
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert seen_by_staff(counter, placed.body["order_id"])["flags"] == ["dispute_lost"]


def ship(counter, order_id, **body):
    return counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, body)


@pytest.mark.parametrize("evidence", [None, "losing_evidence"])
def test_a_disputed_order_is_shipped_only_when_staff_confirm_it(counter, disputed, evidence):
    if evidence:
        close_dispute(counter, evidence)
        counter.settle(disputed)
    refused = ship(counter, disputed)
    assert (refused.status, refused.code) == (409, "order_disputed")
    assert refused.body["error"]["details"]["field"] == "despite_dispute"
    assert counter.order(disputed)["status"] == "paid"
    shipped = ship(counter, disputed, despite_dispute=True, carrier="Royal Mail")
    assert (shipped.status, shipped.body["status"]) == (200, "shipped")
    assert shipped.body["parcel"] == {"carrier": "Royal Mail", "tracking": ""}


def test_an_order_whose_dispute_is_won_is_shipped_without_a_word(counter, disputed):
    close_dispute(counter, "winning_evidence")
    counter.settle(disputed)
    assert ship(counter, disputed).status == 200


def test_a_customer_sees_no_flag_of_staff(counter, disputed):
    close_dispute(counter, "losing_evidence")
    counter.settle(disputed)
    order = counter.order(disputed)
    assert [entry["what"] for entry in order["history"]] == ["placed", "payment_asked", "paid"]
    assert "flags" not in order
    assert "dispute" not in str(order)


def test_no_flag_is_part_of_the_history_that_customers_see():
    """But for a refund that failed, of which they are told."""
    from typing import get_args

    from chalicelib.orders.order import Flag
    from chalicelib.orders.responses import CUSTOMER_HISTORY

    assert CUSTOMER_HISTORY & set(get_args(Flag)) == {"refund_failed"}
