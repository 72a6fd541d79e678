"""Orders are placed, paid, cancelled and refunded; then every event comes twice more, shuffled: totals stay right."""

import itertools
import json
import random
from collections import Counter

import boto3
import pytest

from bookstore.dynamodb.items import from_item
from local.backlog import count_in_flight, list_backlogs
from local.demo.purchase import fill_cart, pay, place_order, wait_for_payment
from local.emulator.clients import outputs
from tests.journeys.bus_tape import recording

COUNTED_AT_MOST = 3  # of one book in one order, by the rule of the Top 20
ENDINGS = ("unpaid", "paid", "paid", "cancelled", "refunded", "shipped", "given up")


def table_of(shop, service):
    name = outputs(shop.system, service)["Table"]
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=name)
    return [from_item(item) for page in pages for item in page["Items"]]


def truth(shop):
    """Per book: copies that customers keep, and what the Top 20 counts of them; per ISBN: copies gone."""
    kept, counted, gone = Counter(), Counter(), Counter()
    for order in [item for item in table_of(shop, "orders") if item["sk"].startswith("ORDER#")]:
        returned = Counter()
        for refund in order["refunds"]:
            returned.update({line["isbn"]: line["quantity"] for line in refund["lines"]})
        for line in order["lines"]:
            left = 0 if order["status"] == "cancelled" else line["quantity"] - returned[line["isbn"]]
            bought = left if order.get("paid_at") else 0
            kept[line["book_id"]] += bought
            counted[line["book_id"]] += min(bought, COUNTED_AT_MOST)
            gone[line["isbn"]] += 0 if order["status"] == "cancelled" else line["quantity"]
    return +kept, +counted, +gone


def top_20(shop):
    items = shop.guest().get("/recommendations/bestsellers", window="all")["items"]
    return {item["book"]["book_id"]: item["score"] for item in items}


def index(shop):
    books = [item for item in table_of(shop, "search") if item["sk"] == "BOOK" and item.get("bought")]
    return {item["pk"].removeprefix("BOOK#"): item["bought"] for item in books}


def shelf(shop, editions):
    return {isbn: shop.staff.get(f"/orders/inventory/{isbn}")["available"] for isbn in editions}


def live_through(shop, editions, ending, copies):
    """One reader's order, until it ends this way."""
    reader = shop.new_reader()
    placed = place_order(reader, fill_cart(reader, editions, copies))
    order_id = placed["order_id"]
    if ending == "given up":
        reader.send("POST", f"/orders/orders/{order_id}/cancel")
    elif ending != "unpaid":
        pay(shop.stripe, placed["client_secret"])
        wait_for_payment(reader, order_id)
    if ending == "cancelled":
        reader.send("POST", f"/orders/orders/{order_id}/cancel")
    if ending == "refunded":
        wanted = {"reason": "damaged", "lines": [{"isbn": editions[0]["isbn"], "quantity": 1}]}
        shop.staff.send("POST", f"/orders/orders/{order_id}/refunds", wanted, {"Idempotency-Key": order_id})
    if ending == "shipped":
        shop.staff.send("POST", f"/orders/orders/{order_id}/ship", {})


def drift(shop, service):
    return json.loads(shop.stage.invoke(service, "drift", b"{}"))


def quiet(shop):
    return count_in_flight(list_backlogs(shop.system)) == 0


@pytest.fixture(scope="module")
def editions(shop):
    """Six printed books that no other journey buys."""
    ids = [book.book_id for book in shop.books if book.category != "Gothic"]
    return [shop.edition(book_id) | {"book_id": book_id} for book_id in ids[:6]]


def test_totals_are_those_of_the_orders_also_when_all_is_told_twice_more_in_any_order(shop, editions):
    """46 and 51. In every service at once, on the running shop."""
    dice = random.Random(7)
    before = shelf(shop, [edition["isbn"] for edition in editions])
    _, _, gone_before = truth(shop)
    with recording(shop.stage.parameters["event-bus"]) as tape:
        for ending in itertools.islice(itertools.cycle(ENDINGS), 14):
            live_through(shop, dice.sample(editions, 2), ending, dice.randint(1, 4))
        shop.wait_until(lambda: quiet(shop), "quiet after the orders")
        shop.wait_until(lambda: tape.listen() == 0, "the end of the tape")
        assert {"OrderPaid", "OrderCancelled", "OrderRefunded", "OrderShipped"} <= {
            event["detail-type"] for event in tape.events.values()
        }
        tape.play(2, dice)
        shop.wait_until(lambda: quiet(shop), "quiet after the tape")
    kept, counted, gone = truth(shop)
    shop.wait_until(lambda: top_20(shop) == counted, f"the Top 20 as {counted}")
    assert index(shop) == kept
    assert shelf(shop, before) == {isbn: left - gone[isbn] + gone_before[isbn] for isbn, left in before.items()}
    shop.wait_until(lambda: all(view["agrees"] for view in drift(shop, "search")["views"]), "an index without drift")
    shop.wait_until(
        lambda: not any(v["differing"] for v in drift(shop, "recommendations").values()), "views without drift"
    )
    assert [
        (flow.service, flow.dead, flow.parked) for flow in list_backlogs(shop.system) if flow.dead or flow.parked
    ] == []
