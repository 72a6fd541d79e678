"""What a reader's page may do with the publishable key and one payment's client secret."""

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
FOR_THE_SHOP_ALONE = {"metadata", "latest_charge", "customer", "amount_received", "application"}


@pytest.fixture
def intent(api):
    return api.payment_intents.create({"amount": 1999, "currency": "gbp", "metadata": {"order_id": "o-1"}})


def typed(intent, **changes: str) -> dict[str, str]:
    changed = {f"payment_method_data[card][{name}]": value for name, value in changes.items()}
    return {**CARD, **changed, "client_secret": intent.client_secret}


def test_a_typed_card_pays(api, browser, intent):
    answer = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=typed(intent))

    assert answer.status_code == 200
    assert answer.json()["status"] == "succeeded"
    assert FOR_THE_SHOP_ALONE.isdisjoint(answer.json())
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    charge = api.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]}).latest_charge
    assert charge.billing_details.name == "Ada Lovelace"
    assert (charge.payment_method_details.card.last4, charge.payment_method_details.card.exp_year) == ("4242", 2034)


@pytest.mark.parametrize(
    ("changes", "why"),
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
def test_a_card_that_does_not_pay_says_why(api, browser, intent, changes, why):
    answer = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=typed(intent, **changes))

    error = answer.json()["error"]
    assert answer.status_code == 402
    assert error["type"] == "card_error"
    assert (error["code"], error.get("decline_code"), error.get("param")) == why
    assert api.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_method_can_be_made_first_and_used_then(browser, intent):
    made = browser.post(
        "/v1/payment_methods",
        data={"type": "card", "card[number]": "5555555555554444", "card[exp_month]": "1", "card[exp_year]": "2040"},
    ).json()
    assert (made["card"]["brand"], made["card"]["checks"]["cvc_check"]) == ("mastercard", None)
    asked = {"payment_method": made["id"], "client_secret": intent.client_secret, "use_stripe_sdk": "true"}
    paid = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=asked).json()
    assert (paid["status"], paid["payment_method"]) == ("succeeded", made["id"])


def test_a_page_sees_its_own_payment(browser, intent):
    address = f"/v1/payment_intents/{intent.id}"
    seen = browser.get(address, params={"client_secret": intent.client_secret}).json()
    assert (seen["id"], seen["status"]) == (intent.id, "requires_payment_method")
    assert FOR_THE_SHOP_ALONE.isdisjoint(seen)


@pytest.mark.parametrize("secret", ["", "pi_3_secret_wrong"])
def test_without_its_client_secret_a_payment_stays_closed(api, browser, intent, secret):
    data = {**CARD, **({"client_secret": secret} if secret else {})}
    assert browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=data).status_code == 400
    assert browser.get(f"/v1/payment_intents/{intent.id}", params={"client_secret": secret}).status_code == 400
    assert api.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_page_can_do_nothing_else(api, browser, intent):
    for method, path in (
        ("POST", "/v1/payment_intents"),
        ("GET", "/v1/payment_intents"),
        ("POST", f"/v1/payment_intents/{intent.id}"),
        ("POST", f"/v1/payment_intents/{intent.id}/cancel"),
        ("POST", "/v1/refunds"),
        ("GET", "/v1/events"),
        ("GET", "/v1/balance"),
    ):
        answer = browser.request(method, path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "secret_key_required")
    assert api.payment_intents.retrieve(intent.id) == intent


def test_a_browser_may_ask_before_it_sends(browser):
    answer = browser.options("/v1/payment_intents/pi_1/confirm", headers={"Origin": "http://shop.example"})
    assert answer.status_code == 204
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_the_publishable_key_may_come_as_a_parameter(url, browser, intent):
    data = {**typed(intent), "key": "pk_test_shop"}
    answer = browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=data, headers={"Authorization": ""})
    assert answer.json()["status"] == "succeeded"
