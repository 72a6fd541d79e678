"""Saved cards: one customer at Stripe per account, cards by consent alone, gone with the account."""

import pytest

from bookstore.events import CustomerDeleted
from stripe_simulator.protocol.faults import Fault
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import SECRETS, functions

OTHER = {"sub": "reader-2", "email": "other@bookstore.example"}
DELETED = CustomerDeleted(version=1, customer=CUSTOMER["sub"])


def start_session(counter, claims=CUSTOMER):
    return send_request(counter.app, "POST", "/customers/me/payment-session", claims=claims)


def cards(counter, claims=CUSTOMER):
    return send_request(counter.app, "GET", "/customers/me/cards", claims=claims).body["items"]


def remove(counter, card_id, claims=CUSTOMER):
    route, path = "/customers/me/cards/{card_id}", {"card_id": card_id}
    return send_request(counter.app, "DELETE", route, path=path, claims=claims)


def stripe_id(counter, customer=CUSTOMER["sub"]):
    item = counter.table.get(f"CUSTOMER#{customer}", "STRIPE")
    return item and item["stripe_id"]


def customers_made(simulator):
    return [each for each in simulator.store.newest_first("customer") if not each.get("deleted")]


def pay(counter, claims=CUSTOMER, *, saved=True, key="cart-1"):
    """Place an order and pay it in the browser, with or without consent to save the card."""
    placed = counter.place(key=key, claims=claims)
    consent = {"setup_future_usage": "on_session"} if saved else {}
    data = {"type": "card", "card": {"number": "4242424242424242", "exp_month": 9, "exp_year": 2034, "cvc": "123"}}
    data |= {"allow_redisplay": "always"} if saved else {}
    intent = placed.body["client_secret"].split("_secret_")[0]
    params = {"payment_method_data": data, "return_url": "https://shop.example", **consent}
    return counter.stripe.payment_intents.confirm(intent, params)


@pytest.fixture
def shop(counter):
    counter.add_book()
    return counter


def test_an_account_is_one_customer_at_stripe_however_often_it_pays(shop, simulator):
    assert [start_session(shop).status for _ in range(3)] == [200] * 3
    (customer,) = customers_made(simulator)
    assert (customer["id"], customer["metadata"]) == (stripe_id(shop), {"customer": CUSTOMER["sub"]})


def test_stripe_learns_neither_name_nor_address(shop, simulator):
    start_session(shop)
    (customer,) = customers_made(simulator)
    assert {name: customer[name] for name in ("email", "name", "phone", "address")} == dict.fromkeys(
        ("email", "name", "phone", "address")
    )


def test_the_secret_is_nobody_elses_and_never_logged(shop, capsys):
    secret = start_session(shop).body["client_secret"]
    assert secret.startswith("cuss_secret_")
    assert secret != start_session(shop, OTHER).body["client_secret"]
    output = "".join(capsys.readouterr())
    assert [each for each in (secret, "sk_test_shop", *SECRETS) if each in output] == []


def test_a_card_is_saved_by_consent_and_shown_without_its_number(shop):
    start_session(shop)
    assert pay(shop).status == "succeeded"
    (card,) = cards(shop)
    assert card.pop("card_id").startswith("pm_")
    assert card == {"brand": "visa", "last4": "4242", "exp_month": 9, "exp_year": 2034}


def test_a_card_is_not_saved_without_consent(shop):
    start_session(shop)
    assert pay(shop, saved=False).status == "succeeded"
    assert cards(shop) == []


def test_a_saved_card_pays_the_next_order(shop):
    start_session(shop)
    first = pay(shop)
    shop.settle(first.metadata["order_id"])
    placed = shop.place(key="cart-2")
    shop.pay(placed, cards(shop)[0]["card_id"])
    assert shop.settle(placed.body["order_id"]).body["order"]["status"] == "paid"


def test_without_an_account_at_stripe_there_are_no_cards_and_orders_are_paid_as_before(shop, simulator):
    assert cards(shop) == []
    assert pay(shop).customer is None
    assert customers_made(simulator) == []


def test_a_removed_card_is_gone_also_when_it_is_removed_again(shop):
    start_session(shop)
    pay(shop)
    card_id = cards(shop)[0]["card_id"]
    assert [remove(shop, card_id).status for _ in range(2)] == [204, 204]
    assert cards(shop) == []


@pytest.mark.parametrize("card_id", ["pm_x", "../customers", "pm_1\n"])
def test_a_card_that_is_none_changes_nothing(shop, card_id):
    start_session(shop)
    pay(shop)
    assert remove(shop, card_id).status in {204, 404}
    assert len(cards(shop)) == 1


def test_nobody_removes_or_sees_another_customers_card(shop):
    for claims in (CUSTOMER, OTHER):
        start_session(shop, claims)
    pay(shop)
    assert cards(shop, OTHER) == []
    assert remove(shop, cards(shop)[0]["card_id"], OTHER).status == 204
    assert len(cards(shop)) == 1


def test_closing_the_account_deletes_the_customer_at_stripe_and_the_cards(shop, simulator):
    start_session(shop)
    pay(shop)
    assert send_request(shop.app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204
    for _ in range(2):
        assert shop.consume(DELETED) == {"batchItemFailures": []}
    assert (customers_made(simulator), stripe_id(shop)) == ([], None)
    assert [each["customer"] for each in simulator.store.newest_first("payment_method")] == [None]


@pytest.mark.parametrize("kind", ["error", "drop", "error_after"])
def test_while_stripe_is_away_the_id_is_kept_and_the_deletion_comes_again(shop, simulator, kind):
    start_session(shop)
    send_request(shop.app, "DELETE", "/customers/me", claims=CUSTOMER)
    simulator.faults.add(Fault(kind=kind, method="DELETE", path="/v1/customers", times=5))
    assert len(shop.consume(DELETED)["batchItemFailures"]) == 1
    assert stripe_id(shop) is not None
    simulator.faults.clear()
    assert shop.consume(DELETED) == {"batchItemFailures": []}
    assert (customers_made(simulator), stripe_id(shop)) == ([], None)


def test_a_token_that_outlives_its_account_makes_no_customer_at_stripe(shop, simulator):
    send_request(shop.app, "DELETE", "/customers/me", claims=CUSTOMER)
    refused = start_session(shop)
    assert (refused.status, refused.code) == (403, "account_closed")
    assert customers_made(simulator) == []


def test_an_account_that_closes_meanwhile_leaves_no_customer_at_stripe(shop, simulator, monkeypatch):
    from chalicelib.payments.customer_repository import StripeCustomerRepository

    monkeypatch.setattr(StripeCustomerRepository, "require_open", lambda *_: None)  # the check was before
    send_request(shop.app, "DELETE", "/customers/me", claims=CUSTOMER)
    assert start_session(shop).status == 403
    assert (customers_made(simulator), stripe_id(shop)) == ([], None)


def test_a_customer_that_stripe_no_longer_has_is_made_again(shop, simulator):
    start_session(shop)
    before = stripe_id(shop)
    shop.stripe.customers.delete(before)
    assert start_session(shop).status == 200
    assert [each["id"] for each in customers_made(simulator)] == [stripe_id(shop)]
    assert stripe_id(shop) != before


def test_an_order_is_paid_although_stripe_no_longer_has_the_customer(shop):
    start_session(shop)
    shop.stripe.customers.delete(stripe_id(shop))
    assert cards(shop) == []
    assert pay(shop, saved=False).status == "succeeded"


def test_while_stripe_is_away_the_payment_form_is_told_to_try_again(shop, simulator):
    simulator.faults.add(Fault(kind="error", method="POST", path="/v1/customers", times=5))
    refused = start_session(shop)
    assert (refused.status, refused.headers["Retry-After"]) == (503, "2")
    simulator.faults.clear()


def test_closing_the_account_ends_reservation_sign_in_and_customer_at_stripe_alike(shop, simulator, cognito):
    cognito.add(CUSTOMER["email"], "a quiet harbour", sub=CUSTOMER["sub"])
    start_session(shop)
    order_id = shop.place().body["order_id"]
    assert shop.available() == 4
    assert send_request(shop.app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204
    assert shop.consume(DELETED) == {"batchItemFailures": []}
    functions().expire(SCHEDULED_EVENT, None)
    order = shop.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body
    assert (order["status"], shop.available()) == ("cancelled", 5)
    assert [intent.status for intent in shop.intents()] == ["canceled"]
    assert (cognito.users, customers_made(simulator), stripe_id(shop)) == ({}, [], None)
