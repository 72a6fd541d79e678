"""Orders are placed, paid, cancelled and refunded; then every event is published twice more, shuffled: totals stay."""

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
from tests.journeys.event_recorder import record_events

MAX_COUNTED = 3  # of one book in one order, by the rule of the Top 20
ENDINGS = ("unpaid", "paid", "paid", "cancelled", "refunded", "shipped", "cancelled unpaid")


def scan_table(shop, service):
    name = outputs(shop.system, service)["Table"]
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=name)
    return [from_item(item) for page in pages for item in page["Items"]]


def count_copies(shop):
    """Count copies: per book those not returned and those of the Top 20, per ISBN those not available."""
    purchased, counted, unavailable = Counter(), Counter(), Counter()
    for order in [item for item in scan_table(shop, "orders") if item["sk"].startswith("ORDER#")]:
        returned = Counter()
        for refund in order["refunds"]:
            returned.update({line["isbn"]: line["quantity"] for line in refund["lines"]})
        for line in order["lines"]:
            remaining = 0 if order["status"] == "cancelled" else line["quantity"] - returned[line["isbn"]]
            copies = remaining if order.get("paid_at") else 0
            purchased[line["book_id"]] += copies
            counted[line["book_id"]] += min(copies, MAX_COUNTED)
            unavailable[line["isbn"]] += 0 if order["status"] == "cancelled" else line["quantity"]
    return +purchased, +counted, +unavailable


def load_top_20(shop):
    items = shop.guest().get("/recommendations/bestsellers", window="all")["items"]
    return {item["book"]["book_id"]: item["score"] for item in items}


def is_top_20(shown, counted):
    """Tell whether each score is the book's, and none outside is higher; other journeys buy more than twenty books."""
    highest = sorted(counted.values(), reverse=True)[:20]
    return sorted(shown.values(), reverse=True) == highest and all(counted[book] == shown[book] for book in shown)


def load_index_counts(shop):
    counts = [item for item in scan_table(shop, "search") if item["sk"] == "BOUGHT" and item["bought"]]
    return {item["pk"].removeprefix("BOOK#"): item["bought"] for item in counts}


def load_stock(shop, isbns):
    return {isbn: shop.staff.get(f"/orders/inventory/{isbn}")["available"] for isbn in isbns}


def run_order(shop, editions, ending, copies):
    """Place one customer's order and bring it to this ending."""
    customer = shop.new_customer()
    placed = place_order(customer, fill_cart(customer, editions, copies))
    order_id = placed["order_id"]
    if ending == "cancelled unpaid":
        customer.send("POST", f"/orders/orders/{order_id}/cancel")
    elif ending != "unpaid":
        pay(shop.stripe, placed["client_secret"])
        wait_for_payment(customer, order_id)
    if ending == "cancelled":
        customer.send("POST", f"/orders/orders/{order_id}/cancel")
    if ending == "refunded":
        refund = {"reason": "damaged", "lines": [{"isbn": editions[0]["isbn"], "quantity": 1}]}
        shop.staff.send("POST", f"/orders/orders/{order_id}/refunds", refund, {"Idempotency-Key": order_id})
    if ending == "shipped":
        shop.staff.send("POST", f"/orders/orders/{order_id}/ship", {})


def load_drift(shop, service):
    return json.loads(shop.stage.invoke(service, "drift", b"{}"))


def is_quiet(shop):
    return count_in_flight(list_backlogs(shop.system)) == 0


@pytest.fixture(scope="module")
def editions(shop):
    """Return editions of six printed books, with copies enough whatever other journeys buy."""
    ids = [book.book_id for book in shop.books if book.category != "Gothic"]
    chosen = [shop.edition(book_id) | {"book_id": book_id} for book_id in ids[:6]]
    for edition in chosen:
        delivery = {"delta": 100, "reason": "delivery"}
        path = f"/orders/inventory/{edition['isbn']}/adjustments"
        shop.staff.send("POST", path, delivery, {"Idempotency-Key": "twice-and-shuffled"})
    return chosen


def test_totals_are_those_of_the_orders_also_when_every_event_is_published_twice_more(shop, editions):
    """46 and 51. In every service at once, on the running shop."""
    rng = random.Random(7)
    before = load_stock(shop, [edition["isbn"] for edition in editions])
    _, _, unavailable_before = count_copies(shop)
    with record_events(shop.stage.parameters["event-bus"]) as recorder:
        for ending in itertools.islice(itertools.cycle(ENDINGS), 14):
            run_order(shop, rng.sample(editions, 2), ending, rng.randint(1, 4))
        shop.wait_until(lambda: is_quiet(shop), "quiet after the orders")
        shop.wait_until(lambda: recorder.receive() == 0, "every event recorded")
        assert {"OrderPaid", "OrderCancelled", "OrderRefunded", "OrderShipped"} <= {
            event["detail-type"] for event in recorder.events.values()
        }
        recorder.replay(2, rng)
        shop.wait_until(lambda: is_quiet(shop), "quiet after the replay")
    purchased, counted, unavailable = count_copies(shop)
    shop.wait_until(lambda: is_top_20(load_top_20(shop), counted), f"the Top 20 as {counted}")
    assert load_index_counts(shop) == purchased
    assert load_stock(shop, before) == {
        isbn: available - unavailable[isbn] + unavailable_before[isbn] for isbn, available in before.items()
    }
    shop.wait_until(
        lambda: all(view["agrees"] for view in load_drift(shop, "search")["views"]), "an index without drift"
    )
    shop.wait_until(
        lambda: not any(v["differing"] for v in load_drift(shop, "recommendations").values()),
        "read models without drift",
    )
    assert [
        (flow.service, flow.dead, flow.parked) for flow in list_backlogs(shop.system) if flow.dead or flow.parked
    ] == []
