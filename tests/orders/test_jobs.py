"""How the jobs of orders walk: past what fails, to the end of any backlog, and no longer than their function may."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.jobs import JobIncomplete
from stripe_simulator.protocol.faults import Fault
from tests.documented_commands import documented_invocations
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import EMMA, functions, line

POISON = 50
BY_HAND = [
    (name, {}) for name in ("sweep", "expire", "refund", "reconcile", "republish", "import_orders", "import_stock")
]
MINUTE = timedelta(minutes=1)


class Context:
    """Lambda's, with time for so many items."""

    def __init__(self, items):
        self.items = items

    def get_remaining_time_in_millis(self):
        self.items -= 1
        return 0 if self.items < 0 else 300_000


@pytest.fixture
def add_waiting(counter, table):
    """Return a function that adds unpaid orders, copies of one that was really placed, each with another payment."""
    counter.add_book(copies=1)
    placed = counter.place()
    first = table.get("CUSTOMER#reader-1", f"ORDER#{placed.body['order_id']}")
    table.delete(first["pk"], first["sk"])

    def add(count, *, intent=None, offset=0, **changes):
        names = [f"{number + offset:026}" for number in range(count)]
        items = [
            first
            | {"pk": f"CUSTOMER#{name}", "sk": f"ORDER#{name}", "customer": name, "order_id": name, "coupon": None}
            | {"intent_id": intent, "due_at": clock.text(clock.now() - timedelta(hours=1, seconds=-int(name)))}
            | changes
            for name in names
        ]
        table.put_many(items)
        return names

    first["reserved_until"] = clock.text(clock.now() - MINUTE)
    return add


@pytest.fixture
def refused_intent(simulator):
    """Return the id of a payment of which Stripe refuses every request."""
    simulator.faults.add(Fault(kind="error", path="/v1/payment_intents/pi_refused", status=400, times=1_000))
    return "pi_refused"


def order_of(table, name):
    return table.get(f"CUSTOMER#{name}", f"ORDER#{name}")


def is_cancelled(table, name):
    return order_of(table, name)["status"] == "cancelled"


def later(monkeypatch, delay):
    now = clock.now() + delay
    monkeypatch.setattr(clock, "now", lambda: now)


def test_fifty_orders_that_cannot_expire_do_not_stop_the_others(table, add_waiting, refused_intent):
    poisoned = add_waiting(POISON, intent=refused_intent)
    healthy = add_waiting(3, offset=POISON)
    with pytest.raises(JobIncomplete, match="expire: 50 could not be processed; 3 could"):
        functions().expire(SCHEDULED_EVENT, None)
    assert all(is_cancelled(table, name) for name in healthy)
    assert not any(is_cancelled(table, name) for name in poisoned)


def test_what_fails_is_tried_again_later_each_time(table, add_waiting, refused_intent, monkeypatch):
    (name,) = add_waiting(1, intent=refused_intent)
    delays = []
    for _ in range(6):
        later(monkeypatch, timedelta(minutes=17))
        with pytest.raises(JobIncomplete):
            functions().expire(SCHEDULED_EVENT, None)
        functions().expire(SCHEDULED_EVENT, None)  # not due now
        delays.append((clock.moment(order_of(table, name)["due_at"]) - clock.now()) / MINUTE)
    assert delays == [1, 2, 4, 8, 16, 16]


def test_an_order_that_cannot_be_read_is_postponed_like_any_other(table, add_waiting):
    (broken,) = add_waiting(1, status="unheard of")
    (healthy,) = add_waiting(1, offset=1)
    with pytest.raises(JobIncomplete):
        functions().expire(SCHEDULED_EVENT, None)
    assert is_cancelled(table, healthy)
    assert order_of(table, broken)["postponed"] == 1


def test_a_backlog_of_several_pages_is_drained_in_one_run(table, add_waiting, monkeypatch):
    monkeypatch.setattr("chalicelib.due_items.PAGE_SIZE", 10)
    names = add_waiting(25)
    functions().expire(SCHEDULED_EVENT, None)
    assert all(is_cancelled(table, name) for name in names)


def test_a_run_ends_before_its_function_does_and_says_how_far_it_came(table, add_waiting, capsys, monkeypatch):
    lines = []
    monkeypatch.setattr("bookstore.logs.warning", lambda message, **fields: lines.append((message, fields)))
    names = add_waiting(5)
    functions().expire(SCHEDULED_EVENT, Context(3))
    assert sum(is_cancelled(table, name) for name in names) == 3
    assert lines == [("job unfinished", {"job": "expire", "processed": 3, "failed": 0})]
    assert '"JobUnfinished":[1.0]' in capsys.readouterr().out
    functions().expire(SCHEDULED_EVENT, None)
    assert all(is_cancelled(table, name) for name in names)


def test_refunds_that_stripe_leaves_open_do_not_keep_the_others_waiting(counter, table, simulator):
    """A bank may take days over a refund."""
    counter.add_book()
    order_id = counter.paid(line(EMMA, 2))
    simulator.faults.add(Fault(kind="drop", method="GET", path="/v1/refunds", times=5))
    counter.refund(order_id)
    simulator.faults.clear()
    waiting = table.get("CUSTOMER#reader-1", f"ORDER#{order_id}")
    table.put_many(slow_refunds(waiting, counter.stripe))
    functions().refund_due(SCHEDULED_EVENT, None)
    assert counter.order(order_id)["refunds"][0]["status"] == "succeeded"
    assert not [number for number in range(POISON) if "due" in order_of(table, f"o{number}")]


def slow_refunds(order, stripe):
    """Return copies of the order, due long ago, whose bank has not decided their refund."""
    card = {"payment_method": "pm_card_pendingRefund", "confirm": True, "return_url": "https://shop.example"}
    intent = stripe.payment_intents.create({"amount": 99_999, "currency": "gbp", **card})
    for number in range(POISON):
        made = {"payment_intent": intent.id, "amount": 1, "metadata": {"refund_id": f"r{number}"}}
        refund = order["refunds"][0] | {"refund_id": f"r{number}", "stripe_id": stripe.refunds.create(made).id}
        own = {
            "pk": f"CUSTOMER#o{number}",
            "customer": f"o{number}",
            "sk": f"ORDER#o{number}",
            "order_id": f"o{number}",
        }
        due = {"intent_id": intent.id, "refunds": [refund], "due_at": "2026-01-01T00:00:00.000Z"}
        yield {**order, **own, **due}


def test_a_payment_that_cannot_be_settled_does_not_stop_the_checkpoint(counter, table, simulator):
    """It is settled by a later run, however long ago its event is by then."""
    counter.add_book()
    placed = counter.place()
    counter.pay(placed)
    intent = counter.intents()[0].id
    simulator.faults.add(Fault(kind="error", method="GET", path=f"/v1/payment_intents/{intent}", times=20))
    with pytest.raises(JobIncomplete):
        functions().reconcile_payments(SCHEDULED_EVENT, None)
    simulator.faults.clear()
    assert table.get("JOB#reconcile", "CHECKPOINT") is not None
    assert table.get(f"DUE#settle#{intent}", "DUE")["postponed"] == 1


def test_reconciling_continues_behind_the_orders_it_has_compared(counter, table, add_waiting):
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    add_waiting(250, due_at=clock.text(clock.now()))
    first = functions().reconcile_payments(SCHEDULED_EVENT, Context(1 + 102))  # one question before Stripe is asked
    assert table.get("JOB#reconcile", "POSITION")["position"]["due"] == "expire"
    second = functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert (first["compared"], second["compared"]) == (102, 150)
    assert "position" not in table.get("JOB#reconcile", "POSITION")


@pytest.mark.parametrize(("function", "payload"), [*documented_invocations("orders"), *BY_HAND])
def test_a_function_can_be_invoked_by_hand(app, function, payload):
    app.handler_map[function](payload, None)
