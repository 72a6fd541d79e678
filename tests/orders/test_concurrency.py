"""Many at once: exactly what is there is sold, and one key places one order. Real threads, real transactions."""

from collections import Counter as Count
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from bookstore.errors import BookstoreError
from bookstore.identity import Customer
from tests.orders.counter import ADDRESS, EMMA, PERSUASION, line


def place(customer: str, key: str, *lines: dict[str, Any]) -> Any:
    """The action behind `POST /orders`, which, unlike an app, may be called by threads."""
    from msgspec import convert

    from chalicelib.checkout.place import place_order
    from chalicelib.checkout.placement import order_placement
    from chalicelib.checkout.requests import OrderRequest
    from chalicelib.coupons.repository import coupons
    from chalicelib.inventory.repository import stock
    from chalicelib.orders.repository import orders
    from chalicelib.payments.customer_repository import stripe_customers
    from chalicelib.payments.stripe_gateway import payments

    body = convert({"lines": lines or [line()], "address": ADDRESS}, OrderRequest)
    return place_order(
        body,
        Customer(customer, "r@bookstore.example"),
        key,
        placements=order_placement(),
        orders=orders(),
        stock=stock(),
        coupons=coupons(),
        payments=payments(),
        stripe_customers=stripe_customers(),
    )


def outcome(act: Callable[[], Any]) -> str:
    try:
        act()
    except BookstoreError as refusal:
        return refusal.code
    return "placed"


def at_once(acts: list[Callable[[], Any]]) -> Count[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return Count(pool.map(outcome, acts))


def test_twentyfour_buyers_get_exactly_the_five_copies_there_are(counter):
    counter.add_book(copies=5)
    outcomes = at_once([lambda n=n: place(f"reader-{n}", "cart") for n in range(24)])
    assert outcomes == {"placed": 5, "out_of_stock": 19}
    assert counter.available() == 0
    assert counter.outbox_events() == ["OrderPlaced"] * 5
    assert len(counter.intents()) == 5


@pytest.mark.parametrize("stored_before", [0, 16])
def test_concurrent_addresses_fill_the_address_book_and_no_more(counter, stored_before):
    from msgspec import convert

    from chalicelib.addresses.address import Address
    from chalicelib.customers.accounts import save_address
    from chalicelib.customers.repository import customers

    for number in range(stored_before):  # as releases stored them that did not count
        address = {"address_id": f"old-{number}", "address": ADDRESS}
        counter.table.put({"pk": "CUSTOMER#reader-1", "sk": f"ADDRESS#old-{number}", **address})
    save = partial(save_address, "reader-1", address=convert(ADDRESS, Address), customers=customers())
    outcomes = at_once([partial(save, f"new-{number}") for number in range(24)])
    assert outcomes == {"placed": 20 - stored_before, "invalid": 4 + stored_before}
    saved = customers().list_addresses("reader-1")
    assert len(saved) == 20
    save(saved[0].address_id)  # one of them is still replaced, and another saved in place of a deleted one
    customers().delete_address("reader-1", saved[0].address_id)
    save("another")


def test_concurrent_adjustments_never_exceed_the_most_copies_there_can_be(counter):
    from chalicelib.inventory.repository import stock
    from chalicelib.inventory.stock import StockAdjustmentRequest
    from chalicelib.limits import MAX_STOCK

    counter.add_book(copies=5)
    request = StockAdjustmentRequest(delta=MAX_STOCK - 10, reason="found")
    outcomes = at_once([partial(stock().adjust, EMMA, request, f"key-{number}", who="staff") for number in range(4)])
    assert outcomes == {"placed": 1, "invalid": 3}
    assert counter.available() == MAX_STOCK - 5


def test_two_books_in_opposite_order_do_not_stand_in_each_others_way(counter):
    counter.add_book(copies=10)
    counter.add_book(PERSUASION, copies=10, title="Persuasion")
    lines = [line(EMMA), line(PERSUASION)]
    outcomes = at_once([lambda n=n: place(f"reader-{n}", "cart", *lines[:: 1 if n % 2 else -1]) for n in range(8)])
    assert outcomes == {"placed": 8}
    assert counter.available() == 2
    assert counter.available(PERSUASION) == 2


def test_one_cart_submitted_eight_times_is_one_order_with_one_payment(counter):
    counter.add_book(copies=5)
    with ThreadPoolExecutor(8) as pool:
        placed = list(pool.map(lambda _: place("reader-1", "cart"), range(8)))
    assert len({(each.order.order_id, each.client_secret) for each in placed}) == 1
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
    assert len(counter.intents()) == 1


def test_one_payment_prepared_eight_times_at_once_is_one_payment(counter):
    """What GraphQL does: reserve first, then prepare the payment, each as often as the client repeats it."""
    from chalicelib.orders.repository import orders
    from chalicelib.payments.intents import ensure_intent
    from chalicelib.payments.stripe_gateway import payments

    counter.add_book(copies=5)
    order = orders().get("reader-1", counter.reserve().body["order_id"])
    with ThreadPoolExecutor(8) as pool:
        prepared = list(pool.map(lambda _: ensure_intent(order, orders=orders(), payments=payments()), range(8)))
    (intent,) = counter.intents()
    assert {each.client_secret for _, each in prepared} == {intent.client_secret}
    assert orders().get("reader-1", order.order_id).intent_id == intent.id


def test_paying_and_giving_up_at_once_end_in_one_of_both(counter):
    from chalicelib.fulfilment.cancel import cancel_order
    from chalicelib.orders.repository import orders
    from chalicelib.payments.settle import settle_payment
    from chalicelib.payments.stripe_gateway import payments

    counter.add_book(copies=5)
    for number in range(5):
        placed = counter.place(key=f"cart-{number}")
        order_id, shop = placed.body["order_id"], {"orders": orders(), "payments": payments()}
        counter.pay(placed)
        at_once(
            [
                lambda i=order_id, s=shop: settle_payment(orders().get("reader-1", i), **s),
                lambda i=order_id, s=shop: cancel_order("reader-1", i, who="customer", **s),
            ]
        )
    refunds = counter.stripe.refunds.list({"limit": 100}).data
    assert counter.available() == 5
    assert [refund.amount for refund in refunds] == [1299] * 5


def test_an_order_that_is_placed_while_the_account_is_closed_is_refused_or_forgotten(counter):
    """Whichever of the two comes first: none is left that would keep its address for ever."""
    from chalicelib.credentials.user_pool import user_pool
    from chalicelib.customers.accounts import close_account
    from chalicelib.customers.repository import customers
    from chalicelib.orders.repository import orders

    stored = {"customers": customers(), "orders": orders(), "pool": user_pool()}
    counter.add_book(copies=5)
    names = [f"reader-{n}" for n in range(5)]
    placing = [lambda name=name: place(name, "cart") for name in names]
    closing = [lambda name=name: close_account(name, **stored) for name in names]
    outcomes = at_once([act for pair in zip(placing, closing, strict=True) for act in pair])
    placed = [order for name in names for order in orders().each_of_customer(name)]
    assert all(order.forgotten for order in placed)
    assert outcomes["account_closed"] == len(names) - len(placed)
    assert counter.available() == 5 - len(placed)
    assert counter.outbox_events().count("CustomerDeleted") == len(names)
