"""Every answer of the simulator is one that Stripe's own OpenAPI document allows."""

import json
from urllib.parse import urlsplit

import httpx
import pytest
import stripe

from stripe_simulator.simulator import API_VERSION
from tests.stripe_simulator.stripe_mock import answer_schema, complaints, spec


class Listening(stripe.RequestsClient):
    """Keeps every answer."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str, int, object]] = []

    def request(self, method, url, headers, post_data=None):
        body, status, more = super().request(method, url, headers, post_data)
        self.heard.append((method, urlsplit(url).path, status, json.loads(body)))
        return body, status, more


@pytest.fixture
def ear() -> Listening:
    return Listening()


@pytest.fixture
def api(url, ear):
    client = stripe.StripeClient("sk_test_shop", base_addresses={"api": url}, http_client=ear, max_network_retries=0)
    return client.v1


def every_card_and_debit(api, pay) -> None:
    for method in ("pm_card_visa", "pm_card_mastercard", "pm_card_createDispute", "pm_bacsDebit_success"):
        pay(method, mandate_data={"customer_acceptance": {"type": "offline"}})
    for method in ("pm_card_visa_chargeDeclined", "pm_card_visa_chargeDeclinedInsufficientFunds"):
        with pytest.raises(stripe.CardError):
            pay(method)


def every_step_of_a_payment(api, pay) -> None:
    wish = {"amount": 1999, "currency": "gbp", "automatic_payment_methods": {"enabled": True}}
    intent = api.payment_intents.create({**wish, "metadata": {"order_id": "1"}, "description": "Order 1"})
    api.payment_intents.update(intent.id, {"receipt_email": "reader@bookstore.example"})
    waiting = api.payment_intents.confirm(
        intent.id, {"payment_method": "pm_card_threeDSecure2Required", "return_url": "https://shop.example"}
    )
    assert waiting.status == "requires_action"
    api.payment_intents.cancel(intent.id, {"expand": ["latest_charge"]})
    paid = pay(expand=["latest_charge", "payment_method"])
    refund = api.refunds.create({"payment_intent": paid.id, "amount": 500, "metadata": {"refund_id": "1"}})
    api.refunds.update(refund.id, {"metadata": {"more": "yes"}})
    api.payment_intents.retrieve(paid.id, {"expand": ["latest_charge.balance_transaction"]})
    with pytest.raises(stripe.InvalidRequestError):
        api.payment_intents.retrieve("pi_nowhere")


def every_list(api, pay) -> None:
    for part in (api.payment_intents, api.charges, api.refunds, api.disputes, api.events):
        listed = part.list({"limit": 100})
        api_object = part.retrieve(listed.data[0].id)
        assert api_object.id == listed.data[0].id
    api.balance.retrieve()
    api.balance_transactions.retrieve(api.charges.list().data[-1].balance_transaction)


def test_the_document_is_of_the_version_that_we_speak(url):
    assert spec()["info"]["version"] == API_VERSION


def test_every_answer_is_one_that_stripe_could_give(api, pay, ear):
    for act in (every_card_and_debit, every_step_of_a_payment, every_list):
        act(api, pay)
    wrong = {
        f"{method} {path} {status}": found
        for method, path, status, answer in ear.heard
        if (found := complaints(answer_schema(method, path, status), answer))
    }
    assert (len(ear.heard) > 25, wrong) == (True, {})


def test_what_an_event_is_about_is_as_stripe_would_tell_it(api, pay):
    every_card_and_debit(api, pay)
    every_step_of_a_payment(api, pay)
    events = [event.to_dict(for_json=True) for event in api.events.list({"limit": 100}).data]
    wrong = {
        event["type"]: found
        for event in events
        for about in [event["data"]["object"]]
        if (found := complaints({"$ref": f"#/components/schemas/{about['object']}"}, about))
    }
    assert (len({event["type"] for event in events}) > 8, wrong) == (True, {})


def test_the_document_finds_what_stripe_would_not_say(api, url):
    """So that an empty list of complaints means something."""
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"}).to_dict(for_json=True)
    schema = answer_schema("post", "/v1/payment_intents", 200)
    assert complaints(schema, intent) == []
    for lie in ({"status": "sent"}, {"amount": "19.99"}, {"object": "intent"}, {"created": None}):
        assert complaints(schema, intent | lie) != []
    assert httpx.get(f"{url}/v1/nowhere").status_code in {401, 404}
