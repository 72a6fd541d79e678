"""Signing up and new passwords by codes: nobody learns who has an account, and codes are scarce and short-lived."""

import re
from datetime import timedelta

import pytest

from bookstore import clock
from tests.gateway import send_request
from tests.own_app import set_rate_limits

ANN, BEN, PASSWORD = "ann@example.org", "ben@example.org", "a quiet harbour"
BOTH = pytest.mark.parametrize("flow", ["sign-ups", "password-resets"])


class Visitor:
    """Somebody without a session, and the e-mails that the shop sends."""

    def __init__(self, app, post, cognito, monkeypatch):
        self.app, self.post, self.cognito, self._monkeypatch = app, post, cognito, monkeypatch

    def start(self, flow, email=ANN, **options):
        return send_request(self.app, "POST", f"/{flow}", body={"email": email}, **options)

    def confirm(self, flow, code, email=ANN, password=PASSWORD):
        body = {"email": email, "code": code, "password": password}
        return send_request(self.app, "POST", f"/{flow}/confirm", body=body)

    def code(self):
        """The code of the latest e-mail."""
        return re.search(r"^\d{6}$", self.post.texts[-1], re.MULTILINE)[0]

    def wait(self, seconds):
        """Let time go by."""
        later = clock.now() + timedelta(seconds=seconds)
        self._monkeypatch.setattr(clock, "now", lambda: later)


@pytest.fixture
def visitor(app, post, cognito, monkeypatch):
    return Visitor(app, post, cognito, monkeypatch)


def other(code):
    """Another code than this one."""
    return f"{(int(code) + 1) % 10**6:06}"


def test_signing_up_creates_an_account_with_the_password_and_a_verified_address(visitor):
    assert visitor.start("sign-ups", "Ann@Example.org").status == 202
    assert visitor.post.sent == [([ANN], f"{visitor.code()} is your Catchword code")]
    assert visitor.cognito.users == {}
    assert visitor.confirm("sign-ups", visitor.code(), "ANN@example.org").status == 204
    account = visitor.cognito.find(ANN)
    assert account == {"email": ANN, "password": PASSWORD, "status": "CONFIRMED", "verified": "true"}


@BOTH
def test_the_answers_are_the_same_whether_the_address_has_an_account_or_not(visitor, flow):
    """B8. What differs is the e-mail alone."""
    visitor.cognito.add(ANN, "her own password")
    answers = [
        [visitor.start(flow, email), visitor.start(flow, email), *(visitor.confirm(flow, "000000", email),) * 6]
        for email in (ANN, BEN)
    ]
    with_account, without = ([(each.status, strip_time(each.body)) for each in one] for one in answers)
    assert with_account == without
    assert [status for status, _ in without] == [202, 429, 422, 422, 422, 422, 422, 422]


def strip_time(body):
    return {name: value for name, value in body.items() if name != "request_id"}


@BOTH
def test_a_request_asks_the_pool_nothing(visitor, flow, monkeypatch):
    """B8. So it takes the same time for every address: what knows runs later."""
    handed_over = []
    monkeypatch.setattr("tests.orders.conftest.Functions.invoke", lambda self, **call: handed_over.append(call))
    visitor.cognito.add(ANN, "her own password")
    assert [visitor.start(flow, email).status for email in (ANN, BEN)] == [202, 202]
    assert visitor.cognito.calls == []
    assert len(handed_over) == 2


def test_the_owner_of_an_account_is_told_by_email_and_no_code_is_right(visitor):
    visitor.cognito.add(ANN, "her own password")
    visitor.start("sign-ups")
    assert visitor.post.sent == [([ANN], "You already have a Catchword account")]
    text = visitor.post.texts[0]
    assert "https://books.example/sign-in" in text
    assert "https://books.example/new-password" in text
    assert not re.search(r"\b\d{6}\b", text)
    assert visitor.confirm("sign-ups", "000000").code == "wrong_code"
    assert visitor.cognito.find(ANN)["password"] == "her own password"


def test_an_address_without_an_account_gets_no_email_about_a_password(visitor):
    visitor.start("password-resets")
    assert visitor.post.sent == []


def test_an_account_that_was_never_confirmed_gets_its_password_by_signing_up(visitor):
    """Before this rule the pool kept such accounts, and nobody knows whose address it is."""
    visitor.cognito.add(ANN, "of a stranger", status="UNCONFIRMED")
    visitor.start("sign-ups")
    visitor.confirm("sign-ups", visitor.code())
    assert visitor.cognito.find(ANN)["password"] == PASSWORD


def test_a_new_password_ends_all_sessions_and_is_told(visitor):
    sub = visitor.cognito.add(ANN, "her own password")
    visitor.start("password-resets")
    code = visitor.code()
    assert visitor.confirm("password-resets", code).status == 204
    assert visitor.cognito.find(ANN)["password"] == PASSWORD
    assert visitor.cognito.signed_out == [sub]
    assert visitor.post.sent[-1] == ([ANN], "Your Catchword password has been changed")


@BOTH
def test_a_code_is_good_once(visitor, flow):
    if flow == "password-resets":
        visitor.cognito.add(ANN, "her own password")
    visitor.start(flow)
    code = visitor.code()
    assert visitor.confirm(flow, code).status == 204
    assert visitor.confirm(flow, code, password="another harbour").code == "code_expired"
    assert visitor.cognito.find(ANN)["password"] == PASSWORD


def test_another_code_can_be_asked_for_after_a_minute_and_the_first_is_void(visitor):
    assert visitor.start("sign-ups").body == {"resend_after": 60, "expires_in": 600}
    first = visitor.code()
    too_soon = visitor.start("sign-ups")
    assert too_soon.status == 429
    assert 0 < int(too_soon.headers["Retry-After"]) <= 60
    assert len(visitor.post.sent) == 1
    visitor.wait(60)
    assert visitor.start("sign-ups").status == 202
    assert len(visitor.post.sent) == 2
    if visitor.code() != first:  # once in a million
        assert visitor.confirm("sign-ups", first).code == "wrong_code"
    assert visitor.confirm("sign-ups", visitor.code()).status == 204


def test_after_five_wrong_codes_the_right_one_is_refused_too(visitor):
    visitor.start("sign-ups")
    code = visitor.code()
    assert [visitor.confirm("sign-ups", other(code)).code for _ in range(5)] == ["wrong_code"] * 5
    assert visitor.confirm("sign-ups", code).code == "code_expired"
    assert visitor.cognito.users == {}
    visitor.wait(60)
    visitor.start("sign-ups")
    assert visitor.confirm("sign-ups", visitor.code()).status == 204


def test_a_code_expires_after_ten_minutes(visitor):
    visitor.start("sign-ups")
    visitor.wait(601)
    assert visitor.confirm("sign-ups", visitor.code()).code == "code_expired"
    assert visitor.cognito.users == {}


def test_a_refused_password_costs_no_attempt_and_says_why(visitor):
    visitor.start("sign-ups")
    code = visitor.code()
    for _ in range(6):
        refused = visitor.confirm("sign-ups", code, password="password1")
        assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "password")
    assert visitor.cognito.users == {}
    assert visitor.confirm("sign-ups", code).status == 204


def test_who_repeats_a_sign_up_whose_answer_was_lost_keeps_the_account(visitor, monkeypatch):
    visitor.start("sign-ups")
    code = visitor.code()
    with monkeypatch.context() as interrupted:
        interrupted.setattr("chalicelib.credentials.repository.CodeRepository.remove", lambda *_: None)
        visitor.confirm("sign-ups", code)
    assert visitor.confirm("sign-ups", code).status == 204
    assert len(visitor.cognito.users) == 1


def test_a_repeated_message_of_an_older_request_sends_nothing(visitor, monkeypatch):
    from tests.orders.counter import functions

    messages = []
    monkeypatch.setattr("tests.orders.conftest.Functions.invoke", lambda self, **call: messages.append(call))
    visitor.start("sign-ups")
    visitor.wait(60)
    visitor.start("sign-ups")
    import json

    for each in messages:
        functions().send_account_email(json.loads(each["Payload"]), None)
    assert len(visitor.post.sent) == 1


def test_neither_code_nor_password_nor_address_is_stored_readable_or_logged(visitor, table, caplog, capsys):
    visitor.start("sign-ups")
    code = visitor.code()
    stored = str(list(table.scan()))
    visitor.confirm("sign-ups", code, password="password1")
    visitor.confirm("sign-ups", code)
    written = stored + str(list(table.scan())) + caplog.text + "".join(capsys.readouterr())
    assert "request handled" in written
    assert [text for text in (code, PASSWORD, "password1") if re.search(rf"\b{text}\b", written)] == []
    keys = [item["pk"] for item in table.scan()]
    assert [key for key in keys if ANN in key] == []


@pytest.mark.parametrize("email", ["ann", "ann@example", "a b@example.org", "ann@example.org\n", "@example.org", ""])
def test_what_is_no_address_is_refused_by_field(visitor, email):
    refused = visitor.start("sign-ups", email)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "email")


def test_sign_ups_are_counted_for_an_address_of_the_network_and_of_the_mail(visitor, monkeypatch):
    """B5."""
    set_rate_limits(monkeypatch, '{"sign_ups": {"email": [1, 10000000], "address": [3, 10000000]}}')
    assert visitor.start("sign-ups").status == 202
    refused = visitor.start("sign-ups", source_ip="192.0.2.9")
    assert (refused.status, refused.body["error"]["details"]["limit"]) == (429, "sign_ups")
    assert [visitor.start("sign-ups", f"n{n}@example.org").status for n in range(3)] == [202, 202, 429]


def test_attempts_at_codes_are_counted_over_many_codes(visitor, monkeypatch):
    """B5."""
    set_rate_limits(monkeypatch, '{"code_attempts": {"email": [2, 10000000]}}')
    visitor.start("sign-ups")
    code = visitor.code()
    assert [visitor.confirm("sign-ups", other(code)).status for _ in range(3)] == [422, 422, 429]
