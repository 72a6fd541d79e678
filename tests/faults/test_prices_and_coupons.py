"""Cases 37 to 41: the shop alone says what something costs."""

from datetime import UTC, datetime, timedelta

import pytest

from bookstore import clock
from tests.faults.concurrency import count_statuses, run_concurrently
from tests.orders.counter import EMMA, book, line

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
TENTH = {"kind": "percent", "amount": 10}


def customer(n: int) -> dict[str, str]:
    return {"sub": f"reader-{n}", "email": f"{n}@bookstore.example"}


def makes(counter, **what):
    assert counter.staff("PUT", "/coupons/{code}", {"code": "SPRING"}, TENTH | what).status == 200


def uses(counter) -> int:
    return int(counter.table.get("COUPON#SPRING", "COUPON")["uses"])


@pytest.mark.parametrize("field", ["total", "discount", "currency", "status", "customer", "totals", "order_id"])
def test_nothing_but_the_wish_is_taken_from_a_reader(counter, field):
    """37. Neither in the order nor in a line."""
    counter.add_book()
    for refused in (counter.place(**{field: 1}), counter.place(line() | {field: 1})):
        assert refused.status == 422
        assert refused.body["error"]["details"]["field"].rpartition(".")[2] == field
    assert counter.available() == 5
    assert counter.intents() == []


def test_a_price_that_changes_while_the_order_waits_changes_nothing_of_it(counter):
    """38. What is charged is what the order says."""
    counter.add_book()
    placed = counter.place()
    counter.consume(book(version=2, price=9000))
    paid = counter.pay(placed)
    order = counter.settle(placed.body["order_id"]).body["order"]
    assert paid.amount_received == 1299
    assert order["status"] == "paid"
    assert order["totals"]["total"] == 1299


def test_a_coupon_for_one_is_used_by_one_of_ten(counter):
    """40. The others are told, and may order without it."""
    counter.add_book(copies=20)
    makes(counter, most_uses=1)
    answers = run_concurrently([lambda n=n: counter.place(coupon="SPRING", claims=customer(n)) for n in range(10)])
    assert count_statuses(answers) == {"201": 1, "422 coupon_refused": 9}
    assert uses(counter) == 1
    assert counter.available() == 19


def test_a_coupon_of_an_order_that_was_given_up_is_free_again_once(counter):
    """40. For everybody and for this customer."""
    counter.add_book()
    makes(counter, most_uses=1)
    placed = counter.place(coupon="SPRING")
    run_concurrently([lambda: counter.mine("POST", "/orders/{order_id}/cancel", placed.body["order_id"])] * 3)
    assert uses(counter) == 0
    assert counter.place(coupon="SPRING", key="cart-2").status == 201


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("has expired", {"ends_at": TOMORROW}),
        ("is not valid yet", {"starts_at": TOMORROW}),
        ("needs a larger order", {"from_subtotal": 1001}),
        ("is used up", {"most_uses": 0}),
    ],
)
def test_a_coupon_that_does_not_apply_says_why_and_nothing_is_ordered(counter, rule, what, monkeypatch):
    """41. By rule."""
    counter.add_book()
    makes(counter, **what)
    if "ends_at" in what:
        later = clock.now() + timedelta(days=2)
        monkeypatch.setattr(clock, "now", lambda: later)
    refused = counter.place(coupon="SPRING")
    assert refused.code == "coupon_refused"
    assert refused.body["error"]["details"]["rule"] == rule
    assert counter.available() == 5
    assert uses(counter) == 0


@pytest.mark.parametrize("written", ["SPRING", "spring", "  Spring "])
def test_one_reader_uses_a_coupon_once_however_it_is_written(counter, written):
    """41. Capitals and spaces make no second coupon."""
    counter.add_book()
    makes(counter)
    counter.paid(coupon="SPRING")
    refused = counter.place(coupon=written, key="cart-2")
    assert refused.code == "coupon_refused"
    assert refused.body["error"]["details"]["rule"] == "once"
    assert uses(counter) == 1


@pytest.mark.parametrize("coupon", [["SPRING", "SUMMER"], "SPRING SUMMER", "SPRING,SUMMER", "'; --"])
def test_coupons_do_not_add_up(counter, coupon):
    """41. There is one, or none."""
    counter.add_book()
    makes(counter)
    assert counter.place(coupon=coupon).status == 422
    assert counter.available() == 5
    assert uses(counter) == 0


def test_a_coupon_larger_than_the_order_takes_the_books_off_and_no_more(counter):
    """41. The total is never below zero: what is left is the post."""
    counter.add_book()
    makes(counter, kind="fixed", amount=999_999)
    totals = counter.place(coupon="SPRING").body["totals"]
    assert totals["discount"] == 1000
    assert totals["shipping"] == 299
    assert totals["total"] == 299


def test_a_coupon_that_is_rewritten_meanwhile_is_read_again(counter, monkeypatch):
    """41. The customer pays by the coupon as it is, not as it was looked at."""
    from chalicelib.checkout.placement import OrderPlacement

    counter.add_book()
    makes(counter)
    place, turns = OrderPlacement.commit, iter([1])

    def rewritten_first(*given, **what):
        if next(turns, None):
            makes(counter, amount=50)
        return place(*given, **what)

    monkeypatch.setattr(OrderPlacement, "commit", rewritten_first)
    assert counter.place(line(EMMA, 2), coupon="SPRING").body["totals"]["discount"] == 1000
