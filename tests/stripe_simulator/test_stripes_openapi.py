"""Stripe's own OpenAPI document allows every response and event of the simulator."""

import json
from urllib.parse import urlsplit

import httpx
import pytest
import stripe

from stripe_simulator.simulator import API_VERSION
from tests.stripe_simulator.stripe_mock import load_spec, response_schema, schema_errors


class RecordingClient(stripe.RequestsClient):
    """An HTTP client that records every response."""

    def __init__(self) -> None:
        super().__init__()
        self.responses: list[tuple[str, str, int, object]] = []

    def request(self, method, url, headers, post_data=None):
        body, status, more = super().request(method, url, headers, post_data)
        self.responses.append((method, urlsplit(url).path, status, json.loads(body)))
        return body, status, more


@pytest.fixture
def recording_client() -> RecordingClient:
    return RecordingClient()


@pytest.fixture
def api(url, recording_client):
    client = stripe.StripeClient(
        "sk_test_shop", base_addresses={"api": url}, http_client=recording_client, max_network_retries=0
    )
    return client.v1


def every_card_and_debit(api, pay) -> None:
    for method in ("pm_card_visa", "pm_card_mastercard", "pm_card_createDispute", "pm_bacsDebit_success"):
        pay(method, mandate_data={"customer_acceptance": {"type": "offline"}})
    for method in ("pm_card_visa_chargeDeclined", "pm_card_visa_chargeDeclinedInsufficientFunds"):
        with pytest.raises(stripe.CardError):
            pay(method)


def every_step_of_a_payment(api, pay) -> None:
    parameters = {"amount": 1999, "currency": "gbp", "automatic_payment_methods": {"enabled": True}}
    intent = api.payment_intents.create({**parameters, "metadata": {"order_id": "1"}, "description": "Order 1"})
    api.payment_intents.update(intent.id, {"receipt_email": "customer@bookstore.example"})
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


def every_end_of_a_dispute(api, pay) -> None:
    for text in ("winning_evidence", "losing_evidence", "The parcel was signed for."):
        dispute = api.disputes.list({"payment_intent": pay("pm_card_createDispute").id}).data[0]
        api.disputes.update(dispute.id, {"evidence": {"uncategorized_text": text}, "metadata": {"by": "staff"}})
    api.disputes.close(dispute.id)


def every_failure_of_a_refund(api, pay, control) -> None:
    for card in ("pm_card_refundFail", "pm_card_pendingRefund"):
        refund = api.refunds.create({"payment_intent": pay(card).id})
        control.post(f"/refunds/{refund.id}/settle", json={"outcome": "failed"}).raise_for_status()
        failed = api.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
        api.balance_transactions.retrieve(failed.failure_balance_transaction.id)


def every_use_of_a_saved_card(api, pay) -> None:
    customer = api.customers.create({"email": "customer@bookstore.example", "metadata": {"customer": "c-1"}})
    features = {"payment_method_redisplay": "enabled", "payment_method_save": "enabled"}
    components = {"payment_element": {"enabled": True, "features": features}}
    api.customer_sessions.create({"customer": customer.id, "components": components})
    paid = pay(customer=customer.id, setup_future_usage="on_session", expand=["customer"])
    saved = api.customers.payment_methods.list(customer.id, {"type": "card"}).data[0]
    api.customers.payment_methods.retrieve(customer.id, saved.id)
    api.charges.retrieve(paid.latest_charge, {"expand": ["customer"]})
    pay(saved.id, customer=customer.id)
    api.payment_methods.detach(saved.id)
    api.customers.delete(customer.id)
    api.customers.retrieve(customer.id)


def every_list(api, pay) -> None:
    for resource in (api.payment_intents, api.charges, api.refunds, api.disputes, api.events):
        newest = resource.list({"limit": 100}).data[0]
        assert resource.retrieve(newest.id).id == newest.id
    api.balance.retrieve()
    api.balance_transactions.retrieve(api.charges.list().data[-1].balance_transaction)


def test_the_document_has_the_simulators_api_version(url):
    assert load_spec()["info"]["version"] == API_VERSION


def test_every_response_conforms_to_the_document(api, pay, control, recording_client):
    for act in (
        every_card_and_debit,
        every_step_of_a_payment,
        every_use_of_a_saved_card,
        every_end_of_a_dispute,
        every_list,
    ):
        act(api, pay)
    every_failure_of_a_refund(api, pay, control)
    wrong = {
        f"{method} {path} {status}": errors
        for method, path, status, response in recording_client.responses
        if (errors := schema_errors(response_schema(method, path, status), response))
    }
    assert len(recording_client.responses) > 25
    assert wrong == {}


def test_every_events_object_conforms_to_the_document(api, pay, control):
    for act in (every_card_and_debit, every_step_of_a_payment, every_use_of_a_saved_card, every_end_of_a_dispute):
        act(api, pay)
    every_failure_of_a_refund(api, pay, control)
    events = [event.to_dict(for_json=True) for event in api.events.list({"limit": 100}).data]
    wrong = {
        event["type"]: errors
        for event in events
        for document in [event["data"]["object"]]
        if (errors := schema_errors({"$ref": f"#/components/schemas/{document['object']}"}, document))
    }
    assert len({event["type"] for event in events}) > 8
    assert wrong == {}


def test_the_check_finds_what_the_document_forbids(api, url):
    """Otherwise an empty list of errors would mean nothing."""
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"}).to_dict(for_json=True)
    schema = response_schema("post", "/v1/payment_intents", 200)
    assert schema_errors(schema, intent) == []
    for change in ({"status": "sent"}, {"amount": "19.99"}, {"object": "intent"}, {"created": None}):
        assert schema_errors(schema, intent | change) != []
    assert httpx.get(f"{url}/v1/nowhere").status_code in {401, 404}
