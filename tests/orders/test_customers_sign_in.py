"""A signed-in customer changes password and address, and ends all sessions."""

import re

import pytest

from tests.gateway import CUSTOMER, send_request
from tests.own_app import set_rate_limits

NEW, PASSWORD, NEXT = "new@example.org", "a quiet harbour", "another harbour"
SUB, EMAIL = CUSTOMER["sub"], CUSTOMER["email"]


@pytest.fixture
def me(app, post, cognito):
    """Send a request as the customer, whose account has PASSWORD."""
    cognito.add(EMAIL, PASSWORD, sub=SUB)

    def send(method, path, **body):
        return send_request(app, method, f"/customers/me/{path}", body=body or None, claims=CUSTOMER)

    return send


def latest_code(post):
    return next(found[0] for text in reversed(post.texts) if (found := re.search(r"^\d{6}$", text, re.MULTILINE)))


def test_a_new_password_needs_the_present_one(me, cognito):
    refused = me("PUT", "password", current_password="a guess", password=NEXT)
    assert (refused.status, refused.code) == (422, "wrong_password")
    assert cognito.users[SUB]["password"] == PASSWORD
    assert cognito.signed_out == []


def test_a_new_password_ends_every_session_and_is_told(me, cognito, post):
    assert me("PUT", "password", current_password=PASSWORD, password=NEXT).status == 204
    assert cognito.users[SUB]["password"] == NEXT
    assert cognito.signed_out == [SUB]
    assert post.sent == [([EMAIL], "Your Catchword password has been changed")]


def test_the_customers_own_name_is_no_password(me, app, cognito):
    send_request(app, "PUT", "/customers/me", body={"name": "Bartholomew", "phone": ""}, claims=CUSTOMER)
    refused = me("PUT", "password", current_password=PASSWORD, password="bartholomew-77")
    assert refused.body["error"]["details"]["rule"] == "nothing known"
    assert cognito.users[SUB]["password"] == PASSWORD


def test_guesses_at_the_present_password_are_counted(me, monkeypatch):
    """B5."""
    set_rate_limits(monkeypatch, '{"password_attempts": {"customer": [2, 10000000]}}')
    guesses = [me("PUT", "password", current_password="a guess", password=NEXT) for _ in range(3)]
    assert [each.status for each in guesses] == [422, 422, 429]


def test_a_new_address_counts_once_its_code_is_entered_and_the_old_one_is_told(me, cognito, post):
    """B4, E4. Until then all mail goes to the old one."""
    assert me("POST", "email-changes", email="New@Example.org", current_password=PASSWORD).status == 202
    assert [to for to, _ in post.sent] == [[NEW], [EMAIL]]
    assert cognito.users[SUB]["email"] == EMAIL
    assert me("POST", "email-changes/confirm", code=latest_code(post)).status == 204
    assert cognito.users[SUB]["email"] == NEW
    assert cognito.users[SUB]["verified"] == "true"
    assert post.sent[-1] == ([EMAIL], "The email of your Catchword account has been changed")


def test_a_new_address_needs_the_password(me, post):
    refused = me("POST", "email-changes", email=NEW, current_password="a guess")
    assert refused.code == "wrong_password"
    assert post.sent == []


def test_an_address_of_another_account_is_answered_like_any_other(me, cognito, post):
    """B8."""
    cognito.add(NEW, "somebody else's")
    assert me("POST", "email-changes", email=NEW, current_password=PASSWORD).status == 202
    assert post.sent[0] == ([NEW], "This email address already has a Catchword account")
    assert me("POST", "email-changes/confirm", code="000000").code == "wrong_code"
    assert cognito.users[SUB]["email"] == EMAIL


def test_an_address_that_got_an_account_meanwhile_is_left_to_it(me, cognito, post):
    me("POST", "email-changes", email=NEW, current_password=PASSWORD)
    code = latest_code(post)
    cognito.add(NEW, "somebody else's")
    assert me("POST", "email-changes/confirm", code=code).code == "email_taken"
    assert cognito.users[SUB]["email"] == EMAIL


def test_the_code_of_a_customer_is_no_other_customers(me, app, post, cognito):
    me("POST", "email-changes", email=NEW, current_password=PASSWORD)
    stranger = {"sub": "stranger", "email": "stranger@bookstore.example"}
    body = {"code": latest_code(post)}
    refused = send_request(app, "POST", "/customers/me/email-changes/confirm", body=body, claims=stranger)
    assert refused.code == "code_expired"


def test_signing_out_everywhere_ends_all_sessions(me, cognito):
    assert me("DELETE", "sessions").status == 204
    assert cognito.signed_out == [SUB]


def test_closing_the_account_deletes_it_at_the_pool_too(me, app, cognito):
    assert send_request(app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204
    assert cognito.users == {}
    assert send_request(app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204


def test_letters_about_an_order_go_to_the_address_that_the_account_has_now(me, counter, cognito, post):
    from bookstore.events import OrderPaid
    from tests.orders.counter import published

    counter.add_book()
    order_id = counter.paid()
    cognito.users[SUB]["email"] = NEW
    counter.consume(published(OrderPaid, order_id))
    assert [to for to, _ in post.sent] == [[NEW]]
