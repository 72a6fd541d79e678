"""A browser pays with the publishable key and one payment's client secret."""

import pytest

CARD = {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": "4242 4242 4242 4242",
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "34",
    "payment_method_data[card][cvc]": "123",
    "payment_method_data[billing_details][name]": "Ada Lovelace",
    "return_url": "http://shop.example/orders/o-1",
}
SERVER_ONLY_FIELDS = {"metadata", "latest_charge", "customer", "amount_received", "application"}


@pytest.fixture
def intent(api):
    return api.payment_intents.create({"amount": 1999, "currency": "gbp", "metadata": {"order_id": "o-1"}})


def card_form(intent, **changes: str) -> dict[str, str]:
    changed = {f"payment_method_data[card][{name}]": value for name, value in changes.items()}
    return {**CARD, **changed, "client_secret": intent.client_secret}


def test_a_test_card_number_pays(api, browser, intent):
    response = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=card_form(intent))

    assert response.status_code == 200
    assert response.json()["status"] == "succeeded"
    assert SERVER_ONLY_FIELDS.isdisjoint(response.json())
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    charge = api.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]}).latest_charge
    assert charge.billing_details.name == "Ada Lovelace"
    assert charge.payment_method_details.card.last4 == "4242"
    assert charge.payment_method_details.card.exp_year == 2034


@pytest.mark.parametrize(
    ("changes", "error_fields"),
    [
        ({"number": "4000000000000002"}, ("card_declined", "generic_decline", None)),
        ({"number": "4000000000009995"}, ("card_declined", "insufficient_funds", None)),
        ({"number": "4000000000000069"}, ("expired_card", "expired_card", "exp_month")),
        ({"number": "4000000000000127"}, ("incorrect_cvc", "incorrect_cvc", "cvc")),
        ({"number": "4242424242424241"}, ("incorrect_number", None, "number")),
        ({"number": "4111111111111111"}, ("card_declined", "test_mode_live_card", None)),
        ({"exp_year": "19"}, ("invalid_expiry_year", None, "exp_year")),
        ({"exp_month": "13"}, ("invalid_expiry_month", None, "exp_month")),
        ({"cvc": "12"}, ("invalid_cvc", None, "cvc")),
    ],
)
def test_a_declined_or_mistyped_card_has_a_reason(api, browser, intent, changes, error_fields):
    response = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=card_form(intent, **changes))

    error = response.json()["error"]
    assert response.status_code == 402
    assert error["type"] == "card_error"
    assert (error["code"], error.get("decline_code"), error.get("param")) == error_fields
    assert api.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_payment_method_can_be_created_first_and_used_later(browser, intent):
    created = browser.post(
        "/v1/payment_methods",
        data={"type": "card", "card[number]": "5555555555554444", "card[exp_month]": "1", "card[exp_year]": "2040"},
    ).json()
    assert created["card"]["brand"] == "mastercard"
    assert created["card"]["checks"]["cvc_check"] is None
    parameters = {"payment_method": created["id"], "client_secret": intent.client_secret, "use_stripe_sdk": "true"}
    paid = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=parameters).json()
    assert paid["status"] == "succeeded"
    assert paid["payment_method"] == created["id"]


def test_a_browser_can_read_its_own_payment(browser, intent):
    address = f"/v1/payment_intents/{intent.id}"
    payment = browser.get(address, params={"client_secret": intent.client_secret}).json()
    assert payment["id"] == intent.id
    assert payment["status"] == "requires_payment_method"
    assert SERVER_ONLY_FIELDS.isdisjoint(payment)


@pytest.mark.parametrize("secret", ["", "pi_3_secret_wrong"])
def test_without_its_client_secret_a_payment_is_inaccessible(api, browser, intent, secret):
    data = {**CARD, **({"client_secret": secret} if secret else {})}
    assert browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=data).status_code == 400
    assert browser.get(f"/v1/payment_intents/{intent.id}", params={"client_secret": secret}).status_code == 400
    assert api.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_browser_can_do_nothing_else(api, browser, intent):
    for method, path in (
        ("POST", "/v1/payment_intents"),
        ("GET", "/v1/payment_intents"),
        ("POST", f"/v1/payment_intents/{intent.id}"),
        ("POST", f"/v1/payment_intents/{intent.id}/cancel"),
        ("POST", "/v1/refunds"),
        ("GET", "/v1/events"),
        ("GET", "/v1/balance"),
    ):
        response = browser.request(method, path)
        assert response.status_code == 403
        assert response.json()["error"]["code"] == "secret_key_required"
    assert api.payment_intents.retrieve(intent.id) == intent


def test_a_preflight_request_is_allowed(browser):
    response = browser.options("/v1/payment_intents/pi_1/confirm", headers={"Origin": "http://shop.example"})
    assert response.status_code == 204
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


def test_the_publishable_key_may_come_as_a_parameter(url, browser, intent):
    data = {**card_form(intent), "key": "pk_test_shop"}
    response = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=data, headers={"Authorization": ""})
    assert response.json()["status"] == "succeeded"
