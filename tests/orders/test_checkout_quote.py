"""Quotes: what books would cost, for readers and for guests, and what the post costs and takes."""

from tests.gateway import CUSTOMER, send_request
from tests.orders.counter import ADDRESS, EMMA, line


def test_a_quote_says_what_the_order_will_cost_and_reserves_nothing(counter):
    counter.add_book()
    body = {"lines": [line(EMMA, 2)], "address": ADDRESS}
    quote = send_request(counter.app, "POST", "/quotes", body=body, claims=CUSTOMER)
    assert quote.status == 200
    assert counter.available() == 5
    assert quote.body["totals"] == counter.place(line(EMMA, 2)).body["totals"]


def test_a_guest_is_told_the_same_price_for_great_britain(counter):
    counter.add_book()
    estimate = send_request(counter.app, "POST", "/estimates", body={"lines": [line(EMMA, 2)]})
    assert estimate.status == 200
    assert estimate.body["totals"]["total"] == 2299
    assert counter.available() == 5
    assert estimate.body["totals"] == counter.place(line(EMMA, 2)).body["totals"]


def test_a_guest_cannot_try_coupons(counter):
    counter.add_book()
    refused = send_request(counter.app, "POST", "/estimates", body={"lines": [line()], "coupon": "SPRING"})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "coupon"


def test_everybody_may_know_what_the_post_costs_and_takes(counter):
    ways = send_request(counter.app, "GET", "/shipping").body["items"]
    home = next(way for way in ways if (way["country"], way["method"]) == ("GB", "standard"))
    assert home["first"] == 299
    assert home["free_from"] == 3000
    assert home["fastest"] == 2
    assert home["slowest"] == 4
    assert len(ways) == 22
