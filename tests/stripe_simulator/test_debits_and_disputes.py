"""Debits that settle later, and disputed payments."""

import pytest
import stripe


def types(api) -> list[str]:
    return [event.type for event in reversed(api.events.list({"limit": 100}).data)]


def test_a_debit_is_processing_until_it_is_settled(api, pay, control):
    intent = pay("pm_bacsDebit_success")
    assert intent.status == "processing"
    assert intent.amount_received == 0
    with pytest.raises(stripe.InvalidRequestError, match="has a status of processing"):
        api.payment_intents.cancel(intent.id)

    control.post(f"/payment_intents/{intent.id}/settle").raise_for_status()
    assert api.payment_intents.retrieve(intent.id).status == "succeeded"
    assert types(api)[1:] == [
        "charge.pending",
        "payment_intent.processing",
        "charge.succeeded",
        "payment_intent.succeeded",
    ]


def test_a_failed_debit_requires_another_method(api, pay, control):
    intent = pay("pm_bacsDebit_insufficientFunds")
    control.post(f"/payment_intents/{intent.id}/settle").raise_for_status()

    failed = api.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert failed.status == "requires_payment_method"
    assert failed.last_payment_error.code == "payment_intent_payment_attempt_failed"
    assert failed.latest_charge.failure_code == "insufficient_funds"
    assert control.post(f"/payment_intents/{intent.id}/settle").status_code == 400


def test_a_disputed_payment_has_a_dispute_and_cannot_be_refunded(api, pay):
    paid = pay("pm_card_createDispute")
    dispute = api.disputes.list({"payment_intent": paid.id}).data[0]

    assert dispute.charge == paid.latest_charge
    assert dispute.amount == 1999
    assert dispute.status == "needs_response"
    assert api.charges.retrieve(paid.latest_charge).disputed is True
    assert types(api)[-1] == "charge.dispute.created"
    with pytest.raises(stripe.InvalidRequestError, match="has been charged back") as refused:
        api.refunds.create({"payment_intent": paid.id})
    assert refused.value.code == "charge_disputed"
    assert api.refunds.list().data == []
