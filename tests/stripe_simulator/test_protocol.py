"""Keys, versions, headers and parameters, which are the same for all routes."""

import httpx
import pytest
import stripe


def client(url: str, key: str) -> object:
    return stripe.StripeClient(key, base_addresses={"api": url}, max_network_retries=0).v1


@pytest.mark.parametrize("key", ["sk_live_51H8k2pQ", "rk_test_51H8k2pQ", "nonsense"])
def test_only_test_keys_are_accepted(url, key):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided") as refused:
        client(url, key).balance.retrieve()
    assert refused.value.http_status == 401
    assert key not in str(refused.value)


def test_a_request_without_a_key_gets_an_explanation(url):
    response = httpx.get(f"{url}/v1/balance")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Stripe"'
    assert response.json()["error"]["message"].startswith("You did not provide an API key.")


def test_curl_sends_its_key_as_a_user_name(url):
    assert httpx.get(f"{url}/v1/balance", auth=("sk_test_shop", "")).json()["object"] == "balance"


def test_every_response_names_its_request_and_version(api, url):
    headers = api.balance.retrieve().last_response.headers
    assert headers["Request-Id"].startswith("req_")
    assert headers["Stripe-Version"] == stripe.api_version
    request_headers = {"Authorization": "Bearer sk_test_shop", "Stripe-Version": "2024-06-20"}
    assert httpx.get(f"{url}/v1/balance", headers=request_headers).headers["Stripe-Version"] == "2024-06-20"
    request_headers["Stripe-Version"] = "yesterday"
    refused = httpx.get(f"{url}/v1/balance", headers=request_headers)
    assert refused.status_code == 400
    assert refused.json()["error"]["message"] == "Invalid Stripe API version: yesterday"


def test_json_is_refused_as_stripe_refuses_it(url):
    response = httpx.post(f"{url}/v1/refunds", json={"payment_intent": "pi_1"}, auth=("sk_test_shop", ""))
    assert response.status_code == 400
    assert "check that your POST content type is application/x-www-form-urlencoded" in response.text


@pytest.mark.parametrize("body", ["a[b=1", "a=1&a[b]=2", "a=%ff", "[]=1"])
def test_a_malformed_form_is_refused(url, body):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    response = httpx.post(f"{url}/v1/refunds", content=body, headers=form, auth=("sk_test_shop", ""))
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"
    assert response.json()["error"]["message"].startswith("Invalid")


def test_a_body_without_a_length_is_refused(url):
    response = httpx.post(f"{url}/v1/refunds", content=iter([b"amount=1"]), auth=("sk_test_shop", ""))
    assert response.json()["error"]["message"] == "A body needs a Content-Length of at most 1000000 bytes."


def test_an_unknown_id_is_404_and_named(api):
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent: 'pi_nowhere'") as refused:
        api.payment_intents.retrieve("pi_nowhere")
    assert refused.value.http_status == 404
    assert refused.value.code == "resource_missing"
    assert refused.value.param == "intent"
    assert refused.value.error.doc_url == "https://stripe.com/docs/error-codes/resource-missing"
    assert refused.value.request_id.startswith("req_")


def test_an_unknown_address_is_404(url):
    response = httpx.get(f"{url}/v1/bookmarks", auth=("sk_test_shop", ""))
    assert response.status_code == 404
    assert response.json()["error"]["message"].startswith("Unrecognized request URL (GET: /v1/bookmarks).")


@pytest.mark.parametrize(
    ("parameters", "param", "code", "message"),
    [
        ({"currency": "gbp"}, "amount", "parameter_missing", "Missing required param: amount."),
        ({"amount": 1999}, "currency", "parameter_missing", "Missing required param: currency."),
        ({"amount": "abc", "currency": "gbp"}, "amount", "parameter_invalid_integer", "Invalid integer: abc"),
        ({"amount": "19.99", "currency": "gbp"}, "amount", "parameter_invalid_integer", "Invalid integer: 19.99"),
        (
            {"amount": 0, "currency": "gbp"},
            "amount",
            "parameter_invalid_integer",
            "This value must be greater than or equal to 1.",
        ),
        ({"amount": 29, "currency": "gbp"}, "amount", "amount_too_small", "Amount must be at least £0.30 gbp"),
        (
            {"amount": 100_000_000, "currency": "gbp"},
            "amount",
            "amount_too_large",
            "Amount must be no more than £999,999.99",
        ),
        ({"amount": 1999, "currency": "gbp", "colour": 1}, "colour", "parameter_unknown", "unknown parameter: colour"),
        (
            {"amount": 1999, "currency": "gbp", "automatic_payment_methods": {"enable": True}},
            "automatic_payment_methods[enable]",
            "parameter_unknown",
            "Received unknown parameter: automatic_payment_methods[enable]",
        ),
        (
            {"amount": 1999, "currency": "gbp", "automatic_payment_methods": {"enabled": "maybe"}},
            "automatic_payment_methods[enabled]",
            None,
            "Invalid boolean: maybe",
        ),
        ({"amount": 1999, "currency": "xyz"}, "currency", None, "Invalid currency: xyz. Stripe currently supports"),
        ({"amount": 1999, "currency": ""}, "currency", "parameter_invalid_empty", "You passed an empty string"),
        (
            {"amount": 1999, "currency": "gbp", "capture_method": "manual"},
            "capture_method",
            None,
            "must be one of automatic, or automatic_async",
        ),
        (
            {"amount": 1999, "currency": "gbp", "transfer_data": {"destination": "acct_1"}},
            "transfer_data",
            None,
            "does not support transfer_data",
        ),
        (
            {"amount": 1999, "currency": "gbp", "metadata": {"k" * 41: "v"}},
            "metadata",
            None,
            "must be under 40 characters",
        ),
        ({"amount": 1999, "currency": "gbp", "metadata": {"k": "v" * 501}}, "metadata[k]", None, "under 500 char"),
        (
            {"amount": 1999, "currency": "gbp", "payment_method": "pm_nobody"},
            "payment_method",
            "resource_missing",
            "No such PaymentMethod: 'pm_nobody'",
        ),
        (
            {"amount": 1999, "currency": "usd", "payment_method": "pm_bacsDebit_success"},
            "payment_method",
            "payment_intent_incompatible_payment_method",
            "is not allowed for this PaymentIntent",
        ),
    ],
)
def test_an_invalid_parameter_is_named_with_its_rule_and_creates_nothing(api, parameters, param, code, message):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.payment_intents.create(parameters)
    assert message in refused.value.user_message
    assert refused.value.http_status == 400
    assert refused.value.param == param
    assert refused.value.code == code
    assert api.payment_intents.list().data == []
