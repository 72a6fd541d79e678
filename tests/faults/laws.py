"""What is true in the shop at every moment, looked up in the tables and at Stripe, not asked from the code."""

from collections import Counter
from typing import Any

from tests.faults.shop import Shop

AFTER = {
    "pending_payment": {"pending_payment", "paid", "shipped", "delivered", "cancelled"},
    "paid": {"paid", "shipped", "delivered", "cancelled"},
    "shipped": {"shipped", "delivered"},
    "delivered": {"delivered"},
    "cancelled": {"cancelled"},
}
Orders = list[dict[str, Any]]


def orders_of(shop: Shop) -> Orders:
    """Every order of this run, as it is kept."""
    return [
        item
        for reader in shop.readers
        for item in shop.counter.table.query_prefix(f"CUSTOMER#{reader['sub']}", "ORDER#")
    ]


def every_copy_is_somewhere(shop: Shop, orders: Orders) -> None:
    """Available + in orders + gone for good = received."""
    away: Counter[str] = Counter()
    for order in orders:
        away.update(_not_on_the_shelf(order))
    kept = shop.counter.table.get_many([(f"STOCK#{isbn}", "STOCK") for isbn in shop.received])
    for item in kept:
        isbn, available, received = item["isbn"], item["available"], shop.received[item["isbn"]]
        assert available >= 0
        assert available + away[isbn] == received, (isbn, available, away[isbn], received)


def _not_on_the_shelf(order: dict[str, Any]) -> Counter[str]:
    by_staff = [refund for refund in order["refunds"] if refund["reason"] == "damaged" and refund["status"] != "failed"]
    back = [refund for refund in by_staff if refund["restock"] and refund["status"] == "succeeded"]
    sold = Counter({line["isbn"]: line["quantity"] for line in order["lines"]})
    if order["status"] == "cancelled":
        sold = _copies(by_staff)
    sold.subtract(_copies(back))
    return sold


def _copies(refunds: list[dict[str, Any]]) -> Counter[str]:
    copies: Counter[str] = Counter()
    for refund in refunds:
        for line in refund["lines"]:
            copies[line["isbn"]] += line["quantity"]
    return copies


def money_is_taken_once_and_as_the_order_says(shop: Shop, orders: Orders) -> None:
    """At most one charge per order, over its total; never more goes back than came."""
    documents = shop.simulator.store.documents
    charged: dict[str, list[int]] = {}
    for charge in documents["charge"].values():
        if charge["paid"]:
            charged.setdefault(charge["metadata"]["order_id"], []).append(charge["amount"])
            assert charge["amount_refunded"] <= charge["amount"]
    for order in orders:
        total, paid = order["totals"]["total"], charged.pop(order["order_id"], [])
        assert paid in ([], [total]), (order["order_id"], paid, total)
        if order.get("paid_at") and order["payment"] == "card":
            assert paid == [total]
    assert charged == {}, "a charge has no order"


def coupons_are_counted(shop: Shop, orders: Orders) -> None:
    """As often used as orders hold it, never more than allowed, once per reader."""
    holders = [order["customer"] for order in orders if order.get("coupon") and order["status"] != "cancelled"]
    uses = int(shop.counter.table.get(f"COUPON#{shop.coupon}", "COUPON")["uses"])
    assert uses == len(holders) <= shop.coupon_uses
    assert len(set(holders)) == len(holders)


def nobody_has_two_unpaid_orders(shop: Shop, orders: Orders) -> None:
    """And the mark that keeps it so is there while, and only while, there is one."""
    unpaid = [order["customer"] for order in orders if order["status"] == "pending_payment"]
    marks = shop.counter.table.get_many([(f"CUSTOMER#{reader['sub']}", "OPEN") for reader in shop.readers])
    assert sorted(unpaid) == sorted(mark["pk"].removeprefix("CUSTOMER#") for mark in marks)


def totals_add_up(shop: Shop, orders: Orders) -> None:
    """In every order."""
    for order in orders:
        totals, lines = order["totals"], order["lines"]
        assert totals["subtotal"] == sum(line["quantity"] * line["unit_price"] for line in lines)
        assert totals["discount"] == sum(line["discount"] for line in lines)
        assert totals["total"] == totals["subtotal"] - totals["discount"] + totals["shipping"] >= 0


def what_was_given_up_is_paid_back(shop: Shop, orders: Orders) -> None:
    """At rest: a cancelled order has kept no money, and nobody waits any more."""
    charges = {charge["payment_intent"]: charge for charge in shop.simulator.store.documents["charge"].values()}
    for order in orders:
        charge = charges.get(order.get("intent_id"), {"paid": False, "status": "none"})
        assert not [refund for refund in order["refunds"] if refund["status"] == "requested"]
        if order["status"] == "cancelled" and charge["paid"]:
            assert charge["amount_refunded"] == charge["amount"]
        if order["status"] == "pending_payment":
            assert charge["status"] == "pending", "only a bank that takes its time keeps an order waiting"


LAWS = [
    every_copy_is_somewhere,
    money_is_taken_once_and_as_the_order_says,
    coupons_are_counted,
    nobody_has_two_unpaid_orders,
    totals_add_up,
]
