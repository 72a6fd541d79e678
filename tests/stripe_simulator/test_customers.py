"""Customers and their saved cards, as Stripe documents them: saved by consent, shown, used again, detached."""

import pytest
import stripe

FEATURES = {"payment_method_redisplay": "enabled", "payment_method_save": "enabled"}
CARD = {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": "4242424242424242",
    "payment_method_data[card][exp_month]": "9",
    "payment_method_data[card][exp_year]": "2034",
    "payment_method_data[card][cvc]": "123",
    "return_url": "https://shop.example",
}


@pytest.fixture
def customer(api):
    return api.customers.create({"metadata": {"customer": "c-1"}})


def create_intent(api, customer):
    automatic = {"enabled": True}
    params = {"amount": 1999, "currency": "gbp", "customer": customer.id, "automatic_payment_methods": automatic}
    return api.payment_intents.create(params)


def confirm_in_browser(browser, intent, **fields):
    data = {"client_secret": intent.client_secret, **CARD, **fields}
    return browser.post(f"/v1/payment_intents/{intent.id}/confirm", data=data)


def saved_cards(api, customer, **params):
    return [each.id for each in api.customers.payment_methods.list(customer.id, params).data]


def test_a_card_is_saved_when_the_payment_that_asks_for_it_succeeds(api, browser, customer):
    consent = {"setup_future_usage": "on_session", "payment_method_data[allow_redisplay]": "always"}
    confirm_in_browser(browser, create_intent(api, customer), **consent).raise_for_status()
    (card,) = api.customers.payment_methods.list(customer.id, {"type": "card", "allow_redisplay": "always"}).data
    assert (card.customer, card.allow_redisplay, card.card.last4) == (customer.id, "always", "4242")


def test_a_card_is_not_saved_without_consent(api, browser, customer):
    confirm_in_browser(browser, create_intent(api, customer)).raise_for_status()
    assert saved_cards(api, customer) == []


def test_a_declined_card_is_not_saved(api, browser, customer):
    declined = {"payment_method_data[card][number]": "4000000000000002", "setup_future_usage": "on_session"}
    assert confirm_in_browser(browser, create_intent(api, customer), **declined).status_code == 402
    assert saved_cards(api, customer) == []


def test_a_saved_card_pays_again_and_its_payment_names_the_customer(api, pay, customer):
    pay(customer=customer.id, setup_future_usage="on_session")
    (card,) = saved_cards(api, customer)
    paid = pay(card, customer=customer.id, expand=["latest_charge"])
    assert (paid.status, paid.customer, paid.latest_charge.customer) == ("succeeded", customer.id, customer.id)


def test_a_saved_card_pays_for_nobody_else(api, pay, customer):
    pay(customer=customer.id, setup_future_usage="on_session")
    (card,) = saved_cards(api, customer)
    other = api.customers.create()
    for fields in ({}, {"customer": other.id}):
        with pytest.raises(stripe.InvalidRequestError, match=f"belongs to the Customer {customer.id}"):
            pay(card, **fields)


def test_a_detached_card_is_gone_and_cannot_be_used_again(api, pay, customer):
    pay(customer=customer.id, setup_future_usage="on_session")
    (card,) = saved_cards(api, customer)
    assert api.payment_methods.detach(card).customer is None
    assert saved_cards(api, customer) == []
    with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
        pay(card, customer=customer.id)
    with pytest.raises(stripe.InvalidRequestError, match="not attached"):
        api.payment_methods.detach(card)


def test_a_deleted_customer_has_no_cards_and_no_sessions_and_cannot_pay(api, pay, customer):
    pay(customer=customer.id, setup_future_usage="on_session")
    assert api.customers.delete(customer.id).deleted
    assert api.customers.retrieve(customer.id).deleted
    components = {"payment_element": {"enabled": True}}
    for act in (
        lambda: api.customers.payment_methods.list(customer.id),
        lambda: api.customer_sessions.create({"customer": customer.id, "components": components}),
        lambda: pay(customer=customer.id),
        lambda: api.customers.delete(customer.id),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            act()
        assert refused.value.code == "resource_missing"


def test_a_session_says_what_the_payment_element_may_do(api, customer):
    components = {"payment_element": {"enabled": True, "features": FEATURES}}
    session = api.customer_sessions.create({"customer": customer.id, "components": components})
    features = session.components.payment_element.features
    assert session.client_secret.startswith("cuss_secret_")
    assert session.expires_at - session.created == 1800
    assert (features.payment_method_save, features.payment_method_remove) == ("enabled", "disabled")
    assert features.payment_method_allow_redisplay_filters == ["always"]


@pytest.mark.parametrize("components", [{}, {"payment_element": {"enabled": False}}])
def test_a_session_needs_a_component(api, customer, components):
    with pytest.raises(stripe.InvalidRequestError):
        api.customer_sessions.create({"customer": customer.id, "components": components})


def test_a_browser_may_read_no_customer(browser, customer):
    for path in (f"/v1/customers/{customer.id}", f"/v1/customers/{customer.id}/payment_methods"):
        assert browser.get(path).status_code == 403


def test_a_repeated_creation_is_one_customer(api):
    once, twice = (api.customers.create({}, {"idempotency_key": "customer:c-1"}).id for _ in range(2))
    assert once == twice
