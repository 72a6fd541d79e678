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
    assert types(api)[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    with pytest.raises(stripe.InvalidRequestError, match="has been charged back") as refused:
        api.refunds.create({"payment_intent": paid.id})
    assert refused.value.code == "charge_disputed"
    assert api.refunds.list().data == []


@pytest.fixture
def dispute(api, pay):
    return api.disputes.list({"payment_intent": pay("pm_card_createDispute").id}).data[0]


def available(api) -> int:
    return api.balance.retrieve().available[0].amount


def test_a_dispute_takes_the_amount_and_a_fee_from_the_balance(api, dispute):
    (withdrawal,) = dispute.balance_transactions
    assert (withdrawal.amount, withdrawal.fee, withdrawal.net) == (-1999, 2000, -3999)
    assert withdrawal.reporting_category == "dispute"


def test_the_winning_evidence_of_the_tests_wins_a_dispute(api, dispute):
    before = available(api)
    won = api.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}})
    assert won.status == "won"
    assert won.evidence_details.submission_count == 1
    assert available(api) == before + 1999
    assert types(api)[-3:] == [
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_reinstated",
    ]


def test_a_charge_stays_disputed_when_the_dispute_is_won_and_can_be_refunded(api, dispute, control):
    control.post(f"/disputes/{dispute.id}/close").raise_for_status()
    assert api.charges.retrieve(dispute.charge).disputed is True
    assert api.refunds.create({"charge": dispute.charge}).amount == 1999


@pytest.mark.parametrize("way", ["evidence", "acceptance", "control"])
def test_a_lost_dispute_keeps_the_money(api, dispute, control, way):
    before = available(api)
    if way == "evidence":
        api.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "losing_evidence"}})
    elif way == "acceptance":
        api.disputes.close(dispute.id)
    else:
        control.post(f"/disputes/{dispute.id}/close", json={"outcome": "lost"}).raise_for_status()
    assert api.disputes.retrieve(dispute.id).status == "lost"
    assert available(api) == before
    assert types(api)[-1] == "charge.dispute.closed"
    with pytest.raises(stripe.InvalidRequestError, match="has been charged back"):
        api.refunds.create({"charge": dispute.charge})


def test_other_evidence_leaves_a_dispute_with_the_bank(api, dispute):
    answered = api.disputes.update(dispute.id, {"evidence": {"product_description": "A paperback."}})
    assert answered.status == "under_review"
    assert answered.evidence.product_description == "A paperback."
    assert types(api)[-1] == "charge.dispute.updated"


def test_evidence_that_is_not_submitted_decides_nothing(api, dispute):
    staged = {"evidence": {"uncategorized_text": "winning_evidence"}, "submit": False}
    answered = api.disputes.update(dispute.id, staged)
    assert answered.status == "needs_response"
    assert answered.evidence_details.has_evidence is True
    assert answered.evidence_details.submission_count == 0
    assert api.disputes.update(dispute.id, {"submit": True}).status == "won"


def test_a_closed_dispute_is_final(api, dispute, control):
    api.disputes.close(dispute.id)
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        api.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}})
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        api.disputes.close(dispute.id)
    assert control.post(f"/disputes/{dispute.id}/close").status_code == 400
    assert api.disputes.retrieve(dispute.id).status == "lost"


def test_evidence_of_another_name_is_refused(api, dispute):
    with pytest.raises(stripe.InvalidRequestError, match=r"unknown parameter: evidence\[story\]"):
        api.disputes.update(dispute.id, {"evidence": {"story": "Once upon a time"}})


def test_a_debit_that_fails_after_its_success_is_a_lost_dispute(api, pay, control):
    intent = pay("pm_bacsDebit_success")
    control.post(f"/payment_intents/{intent.id}/settle").raise_for_status()
    charge = api.payment_intents.retrieve(intent.id).latest_charge
    control.post(f"/charges/{charge}/dispute", json={"reason": "insufficient_funds"}).raise_for_status()
    (dispute,) = api.disputes.list({"charge": charge}).data
    assert (dispute.status, dispute.reason) == ("lost", "insufficient_funds")
    assert api.payment_intents.retrieve(intent.id).status == "succeeded"
    assert types(api)[-3:] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    ]
