"""A batch that is handled together ends as it would message by message."""

import pytest
from msgspec import structs

from bookstore.dynamodb.changes import Check, Delete, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.counters import apply_count
from bookstore.dynamodb.gathering import Gathered, NotGatherable
from bookstore.events import OrderPaid, StockChanged
from bookstore.messaging import inbox
from bookstore.messaging.failure_counts import Failures
from bookstore.messaging.inbox_queue import InboxQueue
from bookstore.messaging.together import Together
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeSqs, FakeTraces
from tests.lambda_events import redeliver, sqs_event
from tests.shared.consumer import DONE, MANY, SECOND_RETRIED, SOLD_OUT

BOOKS = ("emma", "persuasion")
TOTAL = Update("BOOK#emma", "BOUGHT", adds={"bought": 1, "doc_version": 1}, sets={"correlation_id": "o-1"})


def order(number, version=2):
    return structs.replace(EXAMPLES["OrderPaid"], order_id=f"{number:026}", version=version)


class Shop:
    """Counts copies bought of two books, on a real table, as search does."""

    def __init__(self, table, *, poison=()):
        self.table, self.poison, self.sqs, self.calls = table, set(poison), FakeSqs(), []
        for name in ("transact_write_items", "get_item", "batch_get_item", "put_item"):
            setattr(table._dynamodb, name, self._count(name, getattr(table._dynamodb, name)))

    def _count(self, name, call):
        def counted(**request):
            self.calls.append(name)
            return call(**request)

        return counted

    def make_handlers(self, table):
        def count(event):
            for book_id in BOOKS:
                row, total = (f"BOOK#{book_id}", f"BOUGHT#{event.order_id}"), (f"BOOK#{book_id}", "BOUGHT")
                apply_count(table, row, total, version=event.version, quantity=3)
            if event.order_id in self.poison:
                raise KeyError("title")

        return {OrderPaid: count, StockChanged: lambda event: table.query_prefix("BOOK#emma")}

    def consume(self, *messages):
        return inbox.process_batch(
            list(messages),
            self.make_handlers(self.table),
            traces=FakeTraces(),
            failures=Failures(self.table),
            queue=InboxQueue("inbox", "dead letters", self.sqs),
            together=Together(self.table, self.make_handlers),
        )

    def bought(self):
        items = (self.table.get(f"BOOK#{book_id}", "BOUGHT") for book_id in BOOKS)
        return [item["quantity"] if item else 0 for item in items]


@pytest.fixture
def own_client_table(make_table, dynamodb, monkeypatch):
    """A table whose client's calls can be counted without touching other tests'."""
    for name in ("transact_write_items", "get_item", "batch_get_item", "put_item"):
        monkeypatch.setattr(dynamodb, name, getattr(dynamodb, name), raising=False)
    return make_table("search")


def messages(*events):
    return sqs_event(*events)["Records"]


def test_ten_orders_are_one_read_and_one_transaction(own_client_table):
    shop = Shop(own_client_table)
    assert shop.consume(*messages(*map(order, range(10)))) == DONE
    assert shop.calls == ["batch_get_item", "transact_write_items"]
    assert shop.bought() == [30, 30]


def test_a_repeat_of_the_batch_writes_nothing(own_client_table):
    shop, batch = Shop(own_client_table), messages(*map(order, range(10)))
    shop.consume(*batch)
    shop.calls.clear()
    assert shop.consume(*batch) == DONE
    assert shop.calls == ["batch_get_item"]
    assert shop.bought() == [30, 30]


@pytest.mark.parametrize("versions", [(2, 3), (3, 2), (2, 2)])
def test_two_versions_of_one_order_in_a_batch_count_once(own_client_table, versions):
    shop = Shop(own_client_table)
    assert shop.consume(*messages(*(order(1, version) for version in versions))) == DONE
    assert shop.bought() == [3, 3]
    assert own_client_table.get("BOOK#emma", f"BOUGHT#{1:026}")["version"] == max(versions)


def test_a_poisonous_message_in_the_middle_fails_alone_and_is_parked(own_client_table):
    shop = Shop(own_client_table, poison=[f"{1:026}"])
    first, poisonous, last = messages(order(0), order(1), order(2))
    assert shop.consume(first, poisonous, last) == SECOND_RETRIED
    assert own_client_table.get("BOOK#emma", f"BOUGHT#{2:026}")["quantity"] == 3
    for number in range(2, 6):
        shop.consume(*messages(order(10 + number)), redeliver(poisonous, number))
    assert [sent["MessageBody"] for sent in shop.sqs.sent] == [poisonous["body"]]


def test_what_changed_after_it_was_read_is_decided_again(own_client_table, monkeypatch):
    """Another consumer counts a newer version of one of the orders between the read and the write."""
    shop = Shop(own_client_table)
    read = own_client_table.get_many

    def read_then_lose(keys):
        found = read(keys)
        apply_count(own_client_table, ("BOOK#emma", f"BOUGHT#{1:026}"), ("BOOK#emma", "BOUGHT"), version=9, quantity=1)
        return found

    monkeypatch.setattr(own_client_table, "get_many", read_then_lose)
    assert shop.consume(*messages(order(0), order(1))) == DONE
    assert shop.bought() == [4, 6]


def test_one_that_queries_is_handled_alone_and_the_others_together(own_client_table):
    shop = Shop(own_client_table)
    assert shop.consume(*messages(order(0), SOLD_OUT, order(1))) == DONE
    assert shop.calls.count("transact_write_items") == 1
    assert shop.bought() == [6, 6]


def test_a_message_that_may_end_the_function_is_never_handled_together(own_client_table):
    shop = Shop(own_client_table)
    first, suspect, last = messages(order(0), order(1), order(2))
    shop.consume(first, redeliver(suspect, MANY), last)
    assert shop.sqs.deleted == [first["receiptHandle"], last["receiptHandle"]]
    assert shop.bought() == [9, 9]


def test_additions_to_one_item_become_one():
    gathered = Gathered([TOTAL, Update("BOOK#emma", "BOUGHT", adds={"bought": 2, "doc_version": 1})])
    (change,) = gathered.changes
    assert change.adds == {"bought": 3, "doc_version": 2}


def test_the_same_check_or_deletion_is_made_once():
    check, delete = Check("CUSTOMER#1", "CLOSED", Attr("pk").not_exists()), Delete("CUSTOMER#1", "OWNED")
    assert Gathered([check, delete, check, delete]).changes == [check, delete]


@pytest.mark.parametrize(
    "other",
    [
        Put({"pk": "BOOK#emma", "sk": "BOUGHT"}),
        Update("BOOK#emma", "BOUGHT", sets={"title": "Emma"}),
        Update("BOOK#emma", "BOUGHT", adds={"bought": 1}, condition=Attr("pk").exists()),
        Update("BOOK#emma", "BOUGHT", adds={"deliveries": {"a"}}),
    ],
)
def test_any_other_change_of_an_item_begins_another_transaction(other):
    with pytest.raises(NotGatherable):
        Gathered([TOTAL, other])
