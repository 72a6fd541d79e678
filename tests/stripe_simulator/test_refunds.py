"""Refunds are full or partial, never more than the charge."""

import pytest
import stripe


def test_a_full_refund_marks_the_charge_refunded(api, pay):
    paid = pay()
    refund = api.refunds.create({"payment_intent": paid.id, "reason": "requested_by_customer", "metadata": {"n": "1"}})

    assert refund.id.startswith("re_3")
    assert refund.status == "succeeded"
    assert refund.amount == 1999
    assert refund.currency == "gbp"
    assert refund.payment_intent == paid.id
    assert refund.charge == paid.latest_charge
    assert refund.reason == "requested_by_customer"
    assert refund.metadata.to_dict() == {"n": "1"}
    assert api.refunds.retrieve(refund.id) == refund
    charge = api.charges.retrieve(paid.latest_charge, {"expand": ["refunds"]})
    assert charge.refunded is True
    assert charge.amount_refunded == 1999
    assert charge.status == "succeeded"
    assert [expanded.id for expanded in charge.refunds.data] == [refund.id]
    assert api.payment_intents.retrieve(paid.id).status == "succeeded"
    newest = [event.type for event in api.events.list({"limit": 2}).data]
    assert newest == ["charge.refunded", "refund.created"]


def test_partial_refunds_are_possible_up_to_the_whole_amount(api, pay):
    paid = pay()
    first = api.refunds.create({"charge": paid.latest_charge, "amount": 500})
    assert api.charges.retrieve(paid.latest_charge).refunded is False
    rest = api.refunds.create({"payment_intent": paid.id})

    assert first.amount == 500
    assert rest.amount == 1499
    assert [refund.id for refund in api.refunds.list({"payment_intent": paid.id}).data] == [rest.id, first.id]
    with pytest.raises(stripe.InvalidRequestError, match="has already been refunded") as refused:
        api.refunds.create({"payment_intent": paid.id})
    assert refused.value.code == "charge_already_refunded"
    assert api.charges.retrieve(paid.latest_charge).amount_refunded == 1999


def test_a_refund_of_more_than_the_charge_is_refused(api, pay):
    paid = pay()
    message = r"Refund amount \(£20.00\) is greater than unrefunded amount on charge \(£19.99\)"
    with pytest.raises(stripe.InvalidRequestError, match=message) as refused:
        api.refunds.create({"payment_intent": paid.id, "amount": 2000})
    assert refused.value.param == "amount"
    assert api.refunds.list().data == []
    assert api.charges.retrieve(paid.latest_charge).amount_refunded == 0


def test_an_unpaid_payment_has_nothing_to_refund(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge to refund"):
        api.refunds.create({"payment_intent": intent.id})


def test_a_pending_refund_succeeds_later(api, pay, control):
    refund = api.refunds.create({"payment_intent": pay("pm_card_pendingRefund").id})
    assert refund.status == "pending"
    assert refund.pending_reason == "processing"

    control.post(f"/refunds/{refund.id}/settle").raise_for_status()
    assert api.refunds.retrieve(refund.id).status == "succeeded"
    event = api.events.list().data[0]
    assert event.type == "refund.updated"
    assert event.data.previous_attributes.to_dict() == {"status": "pending"}


def settled(control, refund, **body):
    return control.post(f"/refunds/{refund.id}/settle", json=body)


def test_a_refund_to_the_failing_card_succeeds_first_and_fails_later(api, pay, control):
    """As Stripe documents the card: https://docs.stripe.com/testing#refunds."""
    paid = pay("pm_card_refundFail")
    refund = api.refunds.create({"payment_intent": paid.id})
    assert refund.status == "succeeded"
    settled(control, refund).raise_for_status()

    failed = api.refunds.retrieve(refund.id)
    assert failed.status == "failed"
    assert failed.failure_reason == "expired_or_canceled_card"
    charge = api.charges.retrieve(paid.latest_charge)
    assert charge.amount_refunded == 0
    assert charge.refunded is False


def test_a_failed_refund_is_published_with_what_it_was_before(api, pay, control):
    settled(control, api.refunds.create({"payment_intent": pay().id})).raise_for_status()
    events = api.events.list({"limit": 3}).data
    assert [event.type for event in events] == ["refund.updated", "charge.refund.updated", "refund.failed"]
    before = {"status": "succeeded", "failure_balance_transaction": None, "failure_reason": None}
    assert events[0].data.previous_attributes.to_dict() == before


def test_the_amount_of_a_failed_refund_is_back_in_the_balance(api, pay, control):
    paid = pay()
    balance = api.balance.retrieve().available[0].amount
    settled(control, api.refunds.create({"payment_intent": paid.id})).raise_for_status()
    assert api.balance.retrieve().available[0].amount == balance
    failed = api.refunds.list().data[0]
    transaction = api.balance_transactions.retrieve(failed.failure_balance_transaction)
    assert (transaction.type, transaction.amount, transaction.source) == ("refund_failure", 1999, failed.id)


def test_what_a_failed_refund_returned_can_be_refunded_again(api, pay, control):
    paid = pay()
    settled(control, api.refunds.create({"payment_intent": paid.id})).raise_for_status()
    assert api.refunds.create({"payment_intent": paid.id}).amount == 1999


def test_a_pending_refund_may_fail_without_having_succeeded(api, pay, control):
    refund = api.refunds.create({"payment_intent": pay("pm_card_pendingRefund").id})
    settled(control, refund, outcome="failed").raise_for_status()
    assert api.refunds.retrieve(refund.id).status == "failed"
    assert "pending_reason" not in api.refunds.retrieve(refund.id).to_dict()


@pytest.mark.parametrize("outcome", ["succeeded", "failed"])
def test_a_failed_refund_is_final(api, pay, control, outcome):
    refund = api.refunds.create({"payment_intent": pay().id})
    settled(control, refund).raise_for_status()
    events = len(api.events.list({"limit": 100}).data)
    refused = settled(control, refund, outcome=outcome)
    assert refused.status_code == 400
    assert "has a status of failed" in refused.json()["error"]["message"]
    assert len(api.events.list({"limit": 100}).data) == events


def test_a_refund_succeeds_once(api, pay, control):
    assert settled(control, api.refunds.create({"payment_intent": pay().id}), outcome="succeeded").status_code == 400


def test_the_metadata_of_a_refund_can_change(api, pay):
    refund = api.refunds.create({"payment_intent": pay().id, "metadata": {"a": "1"}})
    assert api.refunds.update(refund.id, {"metadata": {"b": "2"}}).metadata.to_dict() == {"a": "1", "b": "2"}
