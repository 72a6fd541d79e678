"""Every object has exactly the fields that the SDK's classes declare, except for those that Stripe omits too."""

import pytest
import stripe

OMITTED = {
    "payment_intent": {"hooks", "payment_details", "presentment_details"},
    "charge": {"authorization_code", "level3", "presentment_details", "refunds", "transfer"},
    "refund": {
        "description",
        "failure_balance_transaction",
        "failure_reason",
        "instructions_email",
        "next_action",
        "pending_reason",
        "presentment_details",
    },
    "dispute": {"network_reason_code"},
    "event": {"account", "context"},
    "balance": {"connect_reserved", "instant_available", "issuing", "refund_and_dispute_prefunding"},
    "balance_transaction": set(),
}


def declared_fields(kind: type) -> set[str]:
    return {name for name in kind.__annotations__ if not name.startswith("_") and name != "OBJECT_NAME"}


@pytest.fixture
def objects(api, pay):
    disputed = pay("pm_card_createDispute")
    refund = api.refunds.create({"payment_intent": pay().id})
    charge = api.charges.retrieve(disputed.latest_charge, {"expand": ["balance_transaction"]})
    return {
        "payment_intent": disputed,
        "charge": charge,
        "refund": refund,
        "dispute": api.disputes.list().data[0],
        "event": api.events.list().data[0],
        "balance": api.balance.retrieve(),
        "balance_transaction": charge.balance_transaction,
    }


@pytest.mark.parametrize("kind", sorted(OMITTED))
def test_an_object_has_the_fields_that_the_sdk_declares(objects, kind):
    document = objects[kind]
    assert declared_fields(type(document)) - set(document.to_dict()) == OMITTED[kind]
    assert set(document.to_dict()) <= declared_fields(type(document))


def test_a_card_method_has_the_fields_that_the_sdk_declares(pay):
    method = pay(expand=["payment_method"]).payment_method
    assert set(method.to_dict()) <= declared_fields(stripe.PaymentMethod)
    assert declared_fields(stripe.PaymentMethod.Card) == set(method.card.to_dict()) | {"description", "iin", "issuer"}
