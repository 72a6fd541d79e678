"""A payment from its creation to success, refusal or cancellation, through the official SDK."""

import pytest
import stripe

RETURN = "http://shop.example/orders/o-1"


def types(api) -> list[str]:
    return [event.type for event in reversed(api.events.list({"limit": 100}).data)]


def test_a_new_payment_requires_a_payment_method(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "GBP", "metadata": {"order_id": "o-1"}})

    assert intent.id.startswith("pi_3")
    assert intent.object == "payment_intent"
    assert intent.status == "requires_payment_method"
    assert intent.amount == 1999
    assert intent.currency == "gbp"
    assert intent.amount_received == 0
    assert intent.metadata.to_dict() == {"order_id": "o-1"}
    assert intent.automatic_payment_methods.to_dict() == {"enabled": True, "allow_redirects": "always"}
    assert intent.payment_method_types == ["card", "bacs_debit"]
    assert intent.client_secret.startswith(f"{intent.id}_secret_")
    assert api.payment_intents.retrieve(intent.id) == intent
    assert types(api) == ["payment_intent.created"]


def test_a_confirmed_payment_succeeds_and_has_a_charge(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp", "description": "Order o-1"})
    paid = api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa", "return_url": RETURN})

    assert paid.status == "succeeded"
    assert paid.amount_received == 1999
    assert paid.next_action is None
    charge = api.charges.retrieve(paid.latest_charge)
    assert charge.status == "succeeded"
    assert charge.paid is True
    assert charge.captured is True
    assert charge.amount_captured == 1999
    assert charge.payment_intent == intent.id
    assert charge.description == "Order o-1"
    assert charge.payment_method_details.card.last4 == "4242"
    assert types(api) == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]


def test_the_charge_can_be_expanded_down_to_its_balance_transaction(api, pay):
    paid = pay(expand=["latest_charge.balance_transaction", "payment_method"])

    assert paid.latest_charge.balance_transaction.fee == 50
    assert paid.latest_charge.balance_transaction.net == 1949
    assert paid.payment_method.card.brand == "visa"
    assert api.balance.retrieve().available[0].amount == 1949


def test_an_invalid_expansion_is_refused_before_anything_is_executed(api, pay):
    with pytest.raises(stripe.InvalidRequestError, match=r"This property cannot be expanded \(nonsense\)") as refused:
        pay(expand=["nonsense"])
    assert refused.value.param == "expand"
    assert api.payment_intents.list().data == []


@pytest.mark.parametrize(
    ("method", "code", "decline_code", "message"),
    [
        ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline", "Your card was declined."),
        (
            "pm_card_chargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
            "Your card has insufficient funds.",
        ),
        ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card", "Your card was declined."),
        ("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card", "Your card was declined."),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", "Your card has expired."),
        (
            "pm_card_chargeDeclinedIncorrectCvc",
            "incorrect_cvc",
            "incorrect_cvc",
            "Your card's security code is incorrect.",
        ),
        (
            "pm_card_chargeDeclinedProcessingError",
            "processing_error",
            "processing_error",
            "An error occurred while processing your card. Try again in a little bit.",
        ),
        ("pm_card_radarBlock", "card_declined", "fraudulent", "Your card was declined."),
        ("pm_card_threeDSecureRequiredProcessingError", "card_declined", "generic_decline", "Your card was declined."),
    ],
)
def test_a_declined_card_has_a_reason_and_the_payment_can_be_retried(api, method, code, decline_code, message):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    with pytest.raises(stripe.CardError) as declined:
        api.payment_intents.confirm(intent.id, {"payment_method": method, "return_url": RETURN})

    error = declined.value.error
    assert declined.value.http_status == 402
    assert error.type == "card_error"
    assert error.code == code
    assert error.decline_code == decline_code
    assert error.message == message
    assert error.payment_intent.id == intent.id
    after = api.payment_intents.retrieve(intent.id)
    assert after.status == "requires_payment_method"
    assert after.payment_method is None
    assert after.amount_received == 0
    assert after.last_payment_error.code == code
    assert after.last_payment_error.decline_code == decline_code
    charge = api.charges.retrieve(error.charge)
    assert charge.status == "failed"
    assert charge.paid is False
    assert charge.failure_code == code
    assert after.latest_charge == charge.id
    assert types(api) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]

    repeated = api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa", "return_url": RETURN})
    assert repeated.status == "succeeded"
    assert repeated.last_payment_error is None


def test_a_confirmation_needs_a_payment_method(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    with pytest.raises(stripe.InvalidRequestError, match="missing a payment method") as refused:
        api.payment_intents.confirm(intent.id, {"return_url": RETURN})
    assert refused.value.code == "payment_intent_unexpected_state"
    assert api.payment_intents.retrieve(intent.id) == intent


def test_automatic_payment_methods_need_a_return_url(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    with pytest.raises(stripe.InvalidRequestError, match="you must provide a `return_url`"):
        api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert api.payment_intents.retrieve(intent.id) == intent


@pytest.mark.parametrize("address", ["orders/o-1", "http://shop.example/☕"])
def test_the_return_url_must_be_a_url(api, address):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    with pytest.raises(stripe.InvalidRequestError, match="Not a valid URL") as refused:
        api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa", "return_url": address})
    assert refused.value.code == "url_invalid"
    assert refused.value.param == "return_url"
    assert api.payment_intents.retrieve(intent.id) == intent


def test_a_paid_payment_cannot_be_confirmed_changed_or_cancelled(api, pay):
    paid = pay()
    for attempt, message in (
        (lambda: api.payment_intents.confirm(paid.id), "because it has already succeeded"),
        (lambda: api.payment_intents.update(paid.id, {"amount": 5000}), "amount could not be updated"),
        (lambda: api.payment_intents.cancel(paid.id), "You cannot cancel this PaymentIntent"),
    ):
        with pytest.raises(stripe.InvalidRequestError, match=message) as refused:
            attempt()
        assert refused.value.code == "payment_intent_unexpected_state"
        assert refused.value.error.payment_intent.status == "succeeded"
    assert api.payment_intents.retrieve(paid.id) == paid


def test_a_cancelled_payment_stays_cancelled(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    cancelled = api.payment_intents.cancel(intent.id, {"cancellation_reason": "abandoned"})

    assert cancelled.status == "canceled"
    assert cancelled.cancellation_reason == "abandoned"
    assert cancelled.canceled_at >= cancelled.created
    assert types(api) == ["payment_intent.created", "payment_intent.canceled"]
    with pytest.raises(stripe.InvalidRequestError, match="has a status of canceled"):
        api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa", "return_url": RETURN})
    with pytest.raises(stripe.InvalidRequestError, match="has a status of canceled"):
        api.payment_intents.cancel(intent.id)
    assert api.payment_intents.retrieve(intent.id) == cancelled


def test_an_unpaid_payment_takes_a_new_amount_metadata_and_address(api):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp", "metadata": {"a": "1", "b": "2"}})
    address = {"line1": "12 Mill Road", "city": "Cambridge", "postal_code": "CB1 2AD", "country": "GB"}
    updated = api.payment_intents.update(
        intent.id,
        {"amount": 2500, "metadata": {"a": "", "c": "3"}, "shipping": {"name": "Ada", "address": address}},
    )
    assert updated.amount == 2500
    assert updated.metadata.to_dict() == {"b": "2", "c": "3"}
    assert updated.shipping.name == "Ada"
    assert updated.shipping.address.postal_code == "CB1 2AD"
    assert updated.status == "requires_payment_method"
