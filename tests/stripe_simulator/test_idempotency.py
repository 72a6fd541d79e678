"""Idempotency keys by Stripe's rules: https://docs.stripe.com/api/idempotent_requests."""

import threading
from types import SimpleNamespace

import httpx
import pytest
import stripe

from tests.stripe_simulator.conftest import wait_until

ORDER = {"amount": 1999, "currency": "gbp"}
KEY = {"idempotency_key": "order:o-1:intent:1"}
DAY = 24 * 3600


def count(api) -> int:
    return len(api.payment_intents.list({"limit": 100}).data)


def test_a_repeated_request_gets_the_first_response(api):
    first = api.payment_intents.create(ORDER, KEY)
    api.payment_intents.update(first.id, {"amount": 2500})
    repeated = api.payment_intents.create({"currency": "gbp", "amount": 1999}, KEY)

    assert repeated.id == first.id
    assert repeated.amount == 1999
    assert count(api) == 1
    headers = repeated.last_response.headers
    assert headers["Idempotent-Replayed"] == "true"
    assert headers["Original-Request"] == first.last_response.headers["Request-Id"]
    assert headers["Idempotency-Key"] == "order:o-1:intent:1"
    assert "Idempotent-Replayed" not in first.last_response.headers


def test_another_body_under_the_same_key_is_refused(api):
    api.payment_intents.create(ORDER, KEY)
    with pytest.raises(stripe.IdempotencyError, match="the same parameters they were first used with") as refused:
        api.payment_intents.create({**ORDER, "amount": 2000}, KEY)
    assert refused.value.http_status == 400
    assert refused.value.error.type == "idempotency_error"
    assert count(api) == 1


def test_the_same_key_at_another_endpoint_is_refused(api, pay):
    paid = pay()
    api.refunds.create({"payment_intent": paid.id, "amount": 100}, KEY)
    with pytest.raises(stripe.IdempotencyError, match="the same endpoint they were first used for"):
        api.payment_intents.create(ORDER, KEY)
    assert count(api) == 1


def test_a_key_whose_first_request_is_still_being_executed_conflicts(api, control, simulator, monkeypatch):
    released = threading.Event()
    slow = SimpleNamespace(sleep=lambda seconds: released.wait())
    monkeypatch.setattr("stripe_simulator.protocol.api.time", slow)
    control.post("/faults", json={"kind": "delay", "seconds": 0.3}).raise_for_status()
    first = threading.Thread(target=api.payment_intents.create, args=(ORDER, KEY))
    first.start()
    wait_until(lambda: simulator.keys.records != {})
    with pytest.raises(stripe.APIError) as conflict:
        api.payment_intents.create(ORDER, KEY)
    released.set()
    first.join()

    assert conflict.value.http_status == 409
    assert conflict.value.error.code == "idempotency_key_in_use"
    assert conflict.value.headers["Stripe-Should-Retry"] == "true"
    assert api.payment_intents.create(ORDER, KEY).last_response.headers["Idempotent-Replayed"] == "true"
    assert count(api) == 1


def test_an_error_of_stripe_itself_is_stored(api, control):
    control.post("/faults", json={"kind": "error", "status": 500}).raise_for_status()
    for _ in range(2):
        with pytest.raises(stripe.APIError) as broken:
            api.payment_intents.create(ORDER, KEY)
        assert broken.value.http_status == 500
        assert broken.value.error.type == "api_error"
    assert broken.value.headers["Idempotent-Replayed"] == "true"
    assert count(api) == 0
    api.payment_intents.create(ORDER, {"idempotency_key": "order:o-1:intent:2"})
    assert count(api) == 1


def test_a_declined_card_is_stored(api, pay):
    intent = api.payment_intents.create(ORDER)
    declined = {"payment_method": "pm_card_visa_chargeDeclined", "return_url": "http://shop.example"}
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            api.payment_intents.confirm(intent.id, declined, KEY)
    assert len(api.charges.list({"payment_intent": intent.id}).data) == 1


def test_an_invalid_parameter_is_not_stored(api):
    with pytest.raises(stripe.InvalidRequestError, match=r"must be at least £0\.30 gbp"):
        api.payment_intents.create({**ORDER, "amount": 29}, KEY)
    assert api.payment_intents.create(ORDER, KEY).amount == 1999


def test_a_lost_response_is_replayed_for_its_key(api, control):
    control.post("/faults", json={"kind": "drop"}).raise_for_status()
    with pytest.raises(stripe.APIConnectionError):
        api.payment_intents.create(ORDER, KEY)
    assert count(api) == 1
    replayed = api.payment_intents.create(ORDER, KEY)
    assert replayed.last_response.headers["Idempotent-Replayed"] == "true"
    assert count(api) == 1


def test_the_sdk_retries_a_dropped_request(url, api, control):
    control.post("/faults", json={"kind": "drop"}).raise_for_status()
    retrying = stripe.StripeClient("sk_test_shop", base_addresses={"api": url}, max_network_retries=1)
    assert retrying.v1.payment_intents.create(ORDER).amount == 1999
    assert count(api) == 1


def test_a_request_may_be_executed_and_still_respond_with_an_error(api, control):
    control.post("/faults", json={"kind": "error_after", "status": 503}).raise_for_status()
    with pytest.raises(stripe.APIError) as broken:
        api.payment_intents.create(ORDER, KEY)
    assert broken.value.http_status == 503
    assert count(api) == 1


def test_a_rate_limit_is_not_stored(api, control):
    control.post("/faults", json={"kind": "error", "status": 429}).raise_for_status()
    with pytest.raises(stripe.RateLimitError) as limited:
        api.payment_intents.create(ORDER, KEY)
    assert limited.value.error.code == "rate_limit"
    assert api.payment_intents.create(ORDER, KEY).amount == 1999


def test_a_key_expires_after_a_day(api, control):
    first = api.payment_intents.create(ORDER, KEY)
    control.post("/clock", json={"seconds": DAY - 60}).raise_for_status()
    assert api.payment_intents.create(ORDER, KEY).id == first.id
    control.post("/clock", json={"seconds": 61}).raise_for_status()
    assert api.payment_intents.create(ORDER, KEY).id != first.id
    assert count(api) == 2


def test_eight_concurrent_requests_with_one_key_create_one_payment(url, api):
    barrier = threading.Barrier(8)
    statuses = []

    def send() -> None:
        barrier.wait()
        headers = {"Authorization": "Bearer sk_test_shop", "Idempotency-Key": "k"}
        statuses.append(httpx.post(f"{url}/v1/payment_intents", data=ORDER, headers=headers).status_code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {200, 409}
    assert 200 in statuses
    assert count(api) == 1


def test_faults_apply_only_to_matching_requests(api, control):
    control.post("/faults", json={"kind": "error", "method": "POST", "path": "/v1/refunds"}).raise_for_status()
    assert api.payment_intents.create(ORDER).amount == 1999
    control.delete("/faults").raise_for_status()
    with pytest.raises(stripe.InvalidRequestError):
        api.refunds.create({})
