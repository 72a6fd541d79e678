"""Webhooks are signed, retried until a 2xx response, and delayed, reordered or repeated on demand."""

import json
import time
from itertools import pairwise

import pytest
import stripe

from tests.stripe_simulator.conftest import SECRET, wait_until


def test_a_webhook_is_the_event_and_its_signature_covers_the_exact_bytes(api, shop):
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp", "metadata": {"title": "Café ☕"}})
    event = shop.wait_for(1).events[0]

    assert event.type == "payment_intent.created"
    assert event.object == "event"
    assert event.livemode is False
    assert event.data.object.id == intent.id
    assert event.data.object.metadata.to_dict() == {"title": "Café ☕"}
    assert event.api_version == stripe.api_version
    assert event["request"].id == intent.last_response.headers["Request-Id"]
    assert "Café ☕".encode() in shop.bodies[0]
    assert shop.headers[0]["content-type"] == "application/json; charset=utf-8"
    other_spacing = json.dumps(json.loads(shop.bodies[0]))
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(other_spacing, shop.signature(0), SECRET)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(shop.bodies[0], shop.signature(0), "whsec_another")


def test_an_event_carries_the_idempotency_key_of_its_request(api, shop):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"}, {"idempotency_key": "order:o-1"})
    assert shop.wait_for(1).events[0]["request"].idempotency_key == "order:o-1"


def test_both_secrets_verify_during_a_rotation(api, shop, control):
    control.post("/webhooks", json={"secrets": ["whsec_second", SECRET]}).raise_for_status()
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    shop.wait_for(1)

    assert shop.signature(0).count("v1=") == 2
    for secret in (SECRET, "whsec_second"):
        assert stripe.Webhook.construct_event(shop.bodies[0], shop.signature(0), secret)


def test_a_refused_webhook_is_retried_with_the_same_bytes(api, shop, control):
    shop.statuses = [500, 302, 404]
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    shop.wait_for(4)
    wait_until(lambda: control.get("/deliveries").json()["deliveries"][0]["state"] == "delivered")

    assert len(set(shop.bodies)) == 1
    assert {event.data.object.id for event in shop.events} == {intent.id}
    attempts = control.get("/deliveries").json()["deliveries"][0]["attempts"]
    assert [attempt["status"] for attempt in attempts] == [500, 302, 404, 200]
    waits = [later["at"] - earlier["at"] for earlier, later in pairwise(attempts)]
    assert waits[0] >= 0.01
    assert waits[1] >= 0.02
    assert waits[2] >= 0.04
    assert api.events.list({"delivery_success": True}).data[0].data.object.id == intent.id


def test_an_endpoint_that_is_down_receives_all_events_later(api, shop, control):
    control.post("/webhooks", json={"url": "http://127.0.0.1:9/nobody"}).raise_for_status()
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    wait_until(lambda: control.get("/deliveries").json()["deliveries"][0]["attempts"] != [])
    assert "ConnectionRefusedError" in control.get("/deliveries").json()["deliveries"][0]["attempts"][0]["error"]
    assert len(api.events.list({"delivery_success": False}).data) == 1

    control.post("/webhooks", json={"url": shop.url}).raise_for_status()
    assert shop.wait_for(1).types == ["payment_intent.created"]


def test_held_webhooks_arrive_in_the_requested_order(pay, shop, control):
    in_order = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]
    control.post("/webhooks", json={"hold": True}).raise_for_status()
    pay()
    states = [delivery["state"] for delivery in control.get("/deliveries").json()["deliveries"]]
    assert states == ["held", "held", "held"]
    assert shop.bodies == []

    control.post("/webhooks/release", json={"order": "reversed"}).raise_for_status()
    assert shop.types == in_order[::-1]
    control.post("/webhooks", json={"hold": True}).raise_for_status()
    pay()
    control.post("/webhooks/release").raise_for_status()
    assert shop.types[3:] == in_order


def test_webhooks_can_be_delayed(api, shop, control):
    control.post("/webhooks", json={"delay": 0.1}).raise_for_status()
    started = time.time()
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    shop.wait_for(1)
    assert time.time() - started >= 0.1


def test_every_event_can_be_delivered_several_times(api, shop, control):
    control.post("/webhooks", json={"copies": 3}).raise_for_status()
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    assert len({event.id for event in shop.wait_for(3).events}) == 1


def test_an_event_can_be_sent_once_more(api, shop, control):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    event = shop.wait_for(1).events[0]
    control.post(f"/events/{event.id}/send").raise_for_status()
    assert [received.id for received in shop.wait_for(2).events] == [event.id, event.id]


@pytest.mark.parametrize("seconds", [301, -301])
def test_a_signature_can_have_any_age(api, shop, control, seconds):
    control.post("/webhooks", json={"signed_seconds_ago": seconds}).raise_for_status()
    before = int(time.time())
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    shop.wait_for(1)
    signed = int(shop.signature(0).split(",")[0].removeprefix("t="))
    assert before <= signed + seconds <= time.time()


def test_the_endpoint_may_call_the_api_while_held_webhooks_arrive(api, shop, control):
    control.post("/webhooks", json={"hold": True}).raise_for_status()
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    shop.on_webhook = lambda: api.payment_intents.list({"limit": 1})
    control.post("/webhooks/release").raise_for_status()
    assert len(shop.bodies) == 2


def test_without_an_address_events_are_only_listed(api, control):
    api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    assert control.get("/deliveries").json() == {"deliveries": []}
    assert [event.type for event in api.events.list().data] == ["payment_intent.created"]


def test_an_unknown_setting_is_refused_by_name(control):
    before = control.get("").json()["webhooks"]
    refused = control.post("/webhooks", json={"hodl": True})
    assert refused.status_code == 400
    assert refused.json()["error"]["message"].startswith("Unknown: hodl. Known are: url, secrets, hold, delay")
    wrong = control.post("/webhooks", json={"copies": "three"})
    assert wrong.json()["error"]["message"] == "Expected `int`, got `str` - at `$.copies`"
    assert control.get("").json()["webhooks"] == before
