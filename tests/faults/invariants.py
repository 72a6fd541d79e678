"""What is true in the shop at every moment, read from the tables and from Stripe, not through the code under test."""

from collections import Counter
from typing import Any

from tests.faults.shop import Shop

NEXT_STATUSES = {
    "pending_payment": {"pending_payment", "paid", "shipped", "delivered", "cancelled"},
    "paid": {"paid", "shipped", "delivered", "cancelled"},
    "shipped": {"shipped", "delivered"},
    "delivered": {"delivered"},
    "cancelled": {"cancelled"},
}
REFUNDS_PREVENTED = {"refund_failed", "disputed", "dispute_lost"}
Orders = list[dict[str, Any]]


def load_orders(shop: Shop) -> Orders:
    """Load the item of every order of this run."""
    table = shop.counter.table
    return [item for customer in shop.customers for item in table.query_prefix(f"CUSTOMER#{customer['sub']}", "ORDER#")]


def check_stock(shop: Shop, orders: Orders) -> None:
    """Check that available copies, copies in orders and copies lost make up the copies received.

    Where a refund failed after its success, staff may have asked for another one for the same copies, or for others:
    such an order has at least none of its copies and at most all of them.
    """
    away: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for order in orders:
        if any(refund.get("failed_at") for refund in order["refunds"]):
            unsure.update({line["isbn"]: line["quantity"] for line in order["lines"]})
        else:
            away.update(_count_copies_away(order))
    items = shop.counter.table.get_many([(f"STOCK#{isbn}", "STOCK") for isbn in shop.received])
    for item in items:
        isbn, available, received = item["isbn"], item["available"], shop.received[item["isbn"]]
        assert available >= 0
        assert 0 <= received - available - away[isbn] <= unsure[isbn], (isbn, available, away[isbn], received)


def _count_copies_away(order: dict[str, Any]) -> Counter[str]:
    by_staff = [refund for refund in order["refunds"] if refund["reason"] == "damaged" and refund["status"] != "failed"]
    restocked = [refund for refund in by_staff if refund["restock"] and refund["status"] == "succeeded"]
    copies = Counter({line["isbn"]: line["quantity"] for line in order["lines"]})
    if order["status"] == "cancelled":
        copies = _count_refunded_copies(by_staff)
    copies.subtract(_count_refunded_copies(restocked))
    return copies


def _count_refunded_copies(refunds: list[dict[str, Any]]) -> Counter[str]:
    copies: Counter[str] = Counter()
    for refund in refunds:
        for line in refund["lines"]:
            copies[line["isbn"]] += line["quantity"]
    return copies


def check_charges(shop: Shop, orders: Orders) -> None:
    """Check that an order has at most one charge, over its total, of which no more is refunded than was paid."""
    documents = shop.simulator.store.documents
    charges: dict[str, list[int]] = {}
    for charge in documents["charge"].values():
        if charge["paid"]:
            charges.setdefault(charge["metadata"]["order_id"], []).append(charge["amount"])
            assert charge["amount_refunded"] <= charge["amount"]
    for order in orders:
        total, amounts = order["totals"]["total"], charges.pop(order["order_id"], [])
        assert amounts in ([], [total]), (order["order_id"], amounts, total)
        if order.get("paid_at") and order["payment"] == "card":
            assert amounts == [total]
    assert charges == {}, "a charge has no order"


def check_coupons(shop: Shop, orders: Orders) -> None:
    """Check that the coupon's uses are the orders that have it, not above its limit, at most one per customer."""
    customers = [order["customer"] for order in orders if order.get("coupon") and order["status"] != "cancelled"]
    uses = int(shop.counter.table.get(f"COUPON#{shop.coupon}", "COUPON")["uses"])
    assert uses == len(customers)
    assert uses <= shop.coupon_uses
    assert len(set(customers)) == len(customers)


def check_open_orders(shop: Shop, orders: Orders) -> None:
    """Check that a customer has at most one unpaid order, and its marker exactly as long."""
    unpaid = [order["customer"] for order in orders if order["status"] == "pending_payment"]
    markers = shop.counter.table.get_many([(f"CUSTOMER#{customer['sub']}", "OPEN") for customer in shop.customers])
    assert sorted(unpaid) == sorted(marker["pk"].removeprefix("CUSTOMER#") for marker in markers)


def check_totals(shop: Shop, orders: Orders) -> None:
    """Check that every order's totals are the sums of its lines."""
    for order in orders:
        totals, lines = order["totals"], order["lines"]
        assert totals["subtotal"] == sum(line["quantity"] * line["unit_price"] for line in lines)
        assert totals["discount"] == sum(line["discount"] for line in lines)
        assert totals["total"] == totals["subtotal"] - totals["discount"] + totals["shipping"]
        assert totals["total"] >= 0


def check_refunds_at_rest(shop: Shop, orders: Orders) -> None:
    """Check that no refund is pending and cancelled orders are refunded, once every event and job was processed."""
    charges = {charge["payment_intent"]: charge for charge in shop.simulator.store.documents["charge"].values()}
    for order in orders:
        charge = charges.get(order.get("intent_id"), {"paid": False, "status": "none"})
        assert not [refund for refund in order["refunds"] if refund["status"] == "requested"]
        if order["status"] == "cancelled" and charge["paid"] and not REFUNDS_PREVENTED & set(order["flags"]):
            assert charge["amount_refunded"] == charge["amount"]
        if order["status"] == "pending_payment":
            assert charge["status"] == "pending", "only a bank debit that is under way leaves an order unpaid"


def check_agreement_with_stripe(shop: Shop, orders: Orders) -> None:
    """Check that every refund and dispute of Stripe is known with its end, once every event and job was processed."""
    documents = shop.simulator.store.documents
    refunds = {refund["metadata"].get("refund_id"): refund["status"] for refund in documents["refund"].values()}
    disputes = {dispute["payment_intent"]: dispute["status"] for dispute in documents["dispute"].values()}
    for order in orders:
        for refund in order["refunds"]:
            assert refund["status"] == refunds.get(refund["refund_id"], "failed")
        if order.get("intent_id") in disputes and order.get("paid_at"):
            flag = {"won": "dispute_won", "lost": "dispute_lost"}.get(disputes[order["intent_id"]], "disputed")
            assert flag in order["flags"]


INVARIANTS = [check_stock, check_charges, check_coupons, check_open_orders, check_totals]
