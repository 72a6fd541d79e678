"""3-D Secure: the customer authenticates on the bank's page."""

import httpx
import pytest
import stripe

RETURN = "http://shop.example/orders/o-1?step=payment"


@pytest.fixture
def challenged(api) -> stripe.PaymentIntent:
    intent = api.payment_intents.create({"amount": 1999, "currency": "gbp"})
    method = {"payment_method": "pm_card_threeDSecure2Required", "return_url": RETURN}
    return api.payment_intents.confirm(intent.id, method)


def test_the_payment_requires_action_and_has_the_pages_address(api, challenged, url):
    assert challenged.status == "requires_action"
    assert challenged.latest_charge is None
    assert challenged.next_action.type == "redirect_to_url"
    assert challenged.next_action.redirect_to_url.return_url == RETURN
    assert challenged.next_action.redirect_to_url.url.startswith(f"{url}/3d_secure_2/hosted?payment_intent=pi_3")
    assert api.events.list().data[0].type == "payment_intent.requires_action"


def test_a_completed_authentication_pays_and_redirects_to_the_return_url(api, challenged):
    page = challenged.next_action.redirect_to_url.url
    page_response = httpx.get(page)
    assert page_response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "£19.99" in page_response.text

    back = httpx.post(page, data={"outcome": "succeeded"})
    assert back.status_code == 303
    assert back.headers["Location"] == (
        f"{RETURN}&payment_intent={challenged.id}"
        f"&payment_intent_client_secret={challenged.client_secret}&redirect_status=succeeded"
    )
    paid = api.payment_intents.retrieve(challenged.id, {"expand": ["latest_charge"]})
    assert paid.status == "succeeded"
    assert paid.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert "Nothing to authenticate: this payment is succeeded" in httpx.get(page).text


def test_a_failed_authentication_creates_no_charge_and_another_card_can_be_used(api, challenged):
    back = httpx.post(challenged.next_action.redirect_to_url.url, data={"outcome": "failed"})

    assert back.headers["Location"].endswith("&redirect_status=failed")
    failed = api.payment_intents.retrieve(challenged.id)
    assert failed.status == "requires_payment_method"
    assert failed.latest_charge is None
    assert failed.next_action is None
    assert failed.last_payment_error.code == "payment_intent_authentication_failure"
    assert api.events.list().data[0].type == "payment_intent.payment_failed"
    repeated = api.payment_intents.confirm(challenged.id, {"payment_method": "pm_card_visa", "return_url": RETURN})
    assert repeated.status == "succeeded"


def test_a_wrong_client_secret_opens_no_page(api, challenged):
    page = challenged.next_action.redirect_to_url.url[:-1]
    assert httpx.get(page).status_code == 400
    assert httpx.post(page, data={"outcome": "succeeded"}).status_code == 400
    assert api.payment_intents.retrieve(challenged.id) == challenged


def test_a_card_may_be_declined_after_a_completed_authentication(api, pay, control):
    intent = pay("pm_card_threeDSecureRequiredChargeDeclined")
    assert intent.next_action.type == "use_stripe_sdk"

    after = control.post(f"/payment_intents/{intent.id}/authenticate", json={"outcome": "succeeded"}).json()
    assert after["status"] == "requires_payment_method"
    assert after["last_payment_error"]["decline_code"] == "generic_decline"
    assert api.payment_intents.retrieve(intent.id).latest_charge == after["last_payment_error"]["charge"]


def test_a_card_that_requires_authentication_is_declined_off_session(api, pay):
    with pytest.raises(stripe.CardError, match="requires authentication") as declined:
        pay("pm_card_authenticationRequired", off_session=True)
    assert declined.value.code == "authentication_required"
    assert api.payment_intents.list().data[0].status == "requires_payment_method"


def test_a_cancelled_payment_can_no_longer_be_authenticated(api, challenged, control):
    cancelled = api.payment_intents.cancel(challenged.id)
    assert cancelled.next_action is None
    response = control.post(f"/payment_intents/{challenged.id}/authenticate", json={"outcome": "succeeded"})
    assert response.status_code == 400
    assert api.payment_intents.retrieve(challenged.id) == cancelled
