"""Cases 29 to 36: never one copy more or fewer than there is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.concurrency import count_statuses, run_concurrently
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import EMMA, PERSUASION, functions, line


def customer(n: int) -> dict[str, str]:
    return {"sub": f"reader-{n}", "email": f"{n}@bookstore.example"}


def test_five_copies_for_twentyfour_buyers_through_the_route(counter):
    """29. Exactly five are sold, and nineteen readers are told why not."""
    counter.add_book(copies=5)
    answers = run_concurrently([lambda n=n: counter.place(claims=customer(n)) for n in range(24)])
    assert count_statuses(answers) == {"201": 5, "409 out_of_stock": 19}
    assert counter.available() == 0
    assert len(counter.intents()) == 5


def test_carts_that_were_filled_in_time_are_looked_at_again_when_ordered(counter):
    """30. One after the other: what counts is the shelf, not what a cart remembers."""
    counter.add_book(copies=5)
    statuses = [counter.place(claims=customer(n)).status for n in range(12)]
    assert statuses == [201] * 5 + [409] * 7
    assert counter.available() == 0


def test_two_lines_of_one_book_ask_for_their_sum(counter):
    """31. Three and three of five copies."""
    counter.add_book(copies=5)
    refused = counter.place(line(quantity=3), line(quantity=3))
    assert refused.code == "out_of_stock"
    assert counter.available() == 5


def test_cancel_twice_refund_and_webhook_at_once_restock_once(counter):
    """33. Whoever wins, five copies stand on the shelf and the money went back once."""
    for n in range(4):
        counter.add_book(isbn := f"97970000{n:05}")
        order_id = counter.paid(line(isbn, 2), key=f"cart-{n}")
        event = counter.stripe_events("payment_intent.succeeded")[0]

        def cancel(order_id=order_id):
            return counter.mine("POST", "/orders/{order_id}/cancel", order_id)

        def refund(order_id=order_id):
            return counter.refund(order_id, restock=True)

        run_concurrently([cancel, cancel, refund, lambda event=event: counter.send_webhook(event)])
        functions().refund_due(SCHEDULED_EVENT, None)
        cancel()
        assert counter.available(isbn) == 5
        assert [refund.amount for refund in counter.stripe.refunds.list({}).data] == [2299] * (n + 1)


def test_a_refund_that_failed_and_is_asked_for_again_restocks_once(counter, simulator, monkeypatch):
    """33. The copy came back once, however often its money was tried."""
    from chalicelib.orders.refunds import RefundOutcome
    from chalicelib.payments.stripe_gateway import StripeGateway

    counter.add_book()
    order_id = counter.paid(line(quantity=2))
    some = {"lines": [{"isbn": EMMA, "quantity": 1}], "restock": True}
    with monkeypatch.context() as bank:
        bank.setattr(StripeGateway, "create_refund", lambda *_: RefundOutcome(stripe_id="re_1", status="failed"))
        counter.refund(order_id, **some)
    counter.refund(order_id, key="refund-2", **some)
    counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    assert counter.available() == 5


def test_cancelling_and_shipping_at_once_end_in_one_of_both(counter):
    """34. The loser is told."""
    for n in range(4):
        counter.add_book(isbn := f"97970000{n:05}")
        order_id = counter.paid(line(isbn), key=f"cart-{n}")
        path = {"order_id": order_id}
        cancelled, shipped = run_concurrently(
            [
                lambda order_id=order_id: counter.mine("POST", "/orders/{order_id}/cancel", order_id),
                lambda path=path: counter.staff("POST", "/orders/{order_id}/ship", path, {}),
            ]
        )
        assert sorted([cancelled.status, shipped.status]) == [200, 409]
        won = "cancelled" if cancelled.status == 200 else "shipped"
        assert counter.order(order_id)["status"] == won
        assert counter.available(isbn) == 5 if won == "cancelled" else 4


def test_deliveries_while_readers_order_lose_nothing(counter):
    """35. Staff say how many came, never how many there are."""
    counter.add_book(copies=5)
    body = {"delta": 3, "reason": "delivery"}
    path = {"isbn": EMMA}
    buys = [lambda n=n: counter.place(claims=customer(n)) for n in range(5)]
    deliveries = [
        lambda n=n: counter.staff(
            "POST", "/inventory/{isbn}/adjustments", path, body, {"Idempotency-Key": f"van-{n % 2}"}
        )
        for n in range(4)
    ]
    assert count_statuses(run_concurrently([*buys, *deliveries])) == {"201": 9}
    assert counter.available() == 5 + 2 * 3 - 5


def test_a_count_that_was_overtaken_by_a_sale_is_refused(counter):
    """35. The staff member counts again."""
    counter.add_book(copies=5)
    seen = counter.staff("GET", "/inventory/{isbn}", {"isbn": EMMA})
    counter.place()
    headers = {"If-Match": seen.headers["ETag"]}
    refused = counter.staff("PUT", "/inventory/{isbn}", {"isbn": EMMA}, {"available": 5}, headers)
    assert refused.status == 412
    assert refused.code == "version_conflict"
    assert counter.available() == 4


@pytest.mark.parametrize("rounds", [3])
def test_readers_who_order_and_give_up_at_once_leave_the_shelf_as_it_was(counter, rounds):
    """29 and 33. Two books in both orders, placed and cancelled by eight readers."""
    counter.add_book(copies=20)
    counter.add_book(PERSUASION, copies=20, title="Persuasion")

    def order_and_give_up(n: int) -> None:
        lines = [line(EMMA), line(PERSUASION)][:: 1 if n % 2 else -1]
        for turn in range(rounds):
            placed = counter.place(*lines, key=f"cart-{turn}", claims=customer(n))
            counter.mine("POST", "/orders/{order_id}/cancel", placed.body["order_id"], customer(n))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(order_and_give_up, range(8)))
    assert counter.available() == 20
    assert counter.available(PERSUASION) == 20
