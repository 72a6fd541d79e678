"""How often a customer, or an address, may place orders and try coupons."""

import pytest

from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import line
from tests.own_app import set_rate_limits

OTHER = {"sub": "reader-2", "email": "other@bookstore.example"}


@pytest.fixture
def limited(counter, monkeypatch):
    """Set the limits; each may be reached once."""

    def limit(text):
        set_rate_limits(monkeypatch, text)
        counter.add_book()
        return counter

    return limit


def quote(counter, code, claims=CUSTOMER, source_ip="127.0.0.1"):
    body = {"lines": [line()], "coupon": code}
    return send_request(counter.app, "POST", "/quotes", body=body, claims=claims, source_ip=source_ip)


def test_who_tries_too_many_coupons_has_to_wait(limited):
    counter = limited('{"coupons": {"customer": [2, 10000000]}}')
    assert [quote(counter, code).code for code in ("A-1", "A-2", "A-3")] == [
        "coupon_refused",
        "coupon_refused",
        "too_many_requests",
    ]
    refused = quote(counter, "A-4")
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert quote(counter, "A-1", OTHER).status == 422


def test_a_quote_without_a_coupon_is_not_counted(limited):
    counter = limited('{"coupons": {"customer": [1, 10000000]}}')
    assert [quote(counter, None).status for _ in range(3)] == [200, 200, 200]


def test_coupons_are_counted_for_an_address_whoever_signs_in(limited):
    counter = limited('{"coupons": {"address": [1, 10000000]}}')
    assert quote(counter, "A-1", CUSTOMER).status == 422
    assert quote(counter, "A-2", OTHER).status == 429
    assert quote(counter, "A-2", OTHER, source_ip="192.0.2.9").status == 422


def test_a_refused_order_changes_nothing(limited):
    counter = limited('{"orders": {"customer": [1, 10000000]}}')
    first = counter.place()
    counter.mine("POST", "/orders/{order_id}/cancel", first.body["order_id"])
    before = counter.available()
    assert counter.place(key="cart-2").status == 429
    assert counter.available() == before
    assert counter.place(key="cart-2", claims=OTHER).status == 201


def test_who_may_not_order_any_more_may_still_cancel(limited):
    counter = limited('{"orders": {"customer": [1, 10000000]}}')
    placed = counter.place()
    assert counter.place(key="cart-2").status == 429
    assert counter.mine("POST", "/orders/{order_id}/cancel", placed.body["order_id"]).status == 200
