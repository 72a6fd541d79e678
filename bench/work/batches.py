"""What consumers need for a message of a full batch: ten customers have paid the same books."""

import json
from typing import Any

from bench.work.revision import Shop
from bench.work.scenario import Visit
from tests.lambda_events import eventbridge_body, sqs_event

ORDERS = 10  # as many messages as a queue delivers at once
CONSUMERS = ("cart", "catalog", "search", "recommendations")


def consume_ten_orders(visit: Visit, paid: dict[str, Any]) -> None:
    """Deliver ten orders like this one in one batch to each service, and book each message's share."""
    customers = [f"customer-{visit.number}-{number}" for number in range(ORDERS)]
    for customer in customers:
        _fill_cart(visit, customer)
    bodies = [_body(paid, customer, number) for number, customer in enumerate(customers)]
    for service in CONSUMERS:
        name = f"consume {paid['DetailType']} (ten at once, per message)"
        result = visit.shop.services[service].call("consume", sqs_event(*bodies), name, ORDERS)
        assert result == {"batchItemFailures": []}, result  # noqa: S101 - a measurement of a failure is of no interest
    visit.shop.deliver()


def last_paid_order(shop: Shop) -> dict[str, Any]:
    """Return the event of the order that was paid last."""
    return next(event for event in reversed(shop.delivered) if event["DetailType"] == "OrderPaid")


def _fill_cart(visit: Visit, customer: str) -> None:
    for line in visit.lines:
        body = {"quantity": 1, "price_seen": line["price"]}
        path, claims = {"isbn": line["isbn"]}, {"sub": customer, "email": f"{customer}@bookstore.example"}
        visit.shop.request("cart", "PUT", "/carts/me/lines/{isbn}", path=path, body=body, claims=claims)


def _body(paid: dict[str, Any], customer: str, number: int) -> str:
    detail = json.loads(paid["Detail"])
    order = detail["data"]
    other = {"order_id": f"{order['order_id'][:-2]}{number:02}", "customer": customer}
    text = json.dumps({**detail, "data": {**order, **other}, "subject": f"order/{other['order_id']}"})
    return eventbridge_body(text, paid["Source"], paid["DetailType"])
