"""One change is a request of its own, several are a transaction; and what is repeated counts once."""

import pytest

from bookstore.dynamodb.changes import Check, Delete, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table

ITEM = {"pk": "a", "sk": "b", "n": 1}
MUST_BE_NEW = Attr("pk").not_exists()


class Recorder:
    """A client that records the operations and passes them on."""

    def __init__(self, dynamodb):
        self._dynamodb, self.operations = dynamodb, []

    def __getattr__(self, name):
        call = getattr(self._dynamodb, name)
        return lambda **request: (self.operations.append(name), call(**request))[1]


@pytest.fixture
def recorder(dynamodb):
    return Recorder(dynamodb)


@pytest.fixture
def table(make_table, recorder):
    return Table(make_table("cart").name, recorder)


@pytest.mark.parametrize(
    ("change", "operation"),
    [
        (Put(ITEM, MUST_BE_NEW), "put_item"),
        (Update("a", "b", sets={"n": 2}), "update_item"),
        (Update("a", "b", adds={"n": 2}, condition=MUST_BE_NEW, refuses_repeats=True), "update_item"),
        (Delete("a", "b"), "delete_item"),
        (Update("a", "b", adds={"n": 2}), "transact_write_items"),
        (Update("a", "b", adds={"n": 2}, condition=Attr("n").not_exists()), "transact_write_items"),
        (Check("a", "b", MUST_BE_NEW), "transact_write_items"),
    ],
)
def test_one_change_is_a_request_of_its_own_unless_a_repeat_of_it_could_count_twice(table, recorder, change, operation):
    table.write(change)
    assert recorder.operations == [operation]


def test_several_changes_are_one_transaction(table, recorder):
    table.write(Put(ITEM), Delete("a", "c"))
    assert recorder.operations == ["transact_write_items"]


def test_a_change_with_a_token_is_a_transaction(table, recorder):
    table.write(Put(ITEM), token="once")
    assert recorder.operations == ["transact_write_items"]


def test_one_change_alone_is_refused_with_the_item_that_it_met(table):
    table.write(Put(ITEM))
    with pytest.raises(ConditionFailed) as refused:
        table.write(Put({**ITEM, "n": 2}, MUST_BE_NEW))
    assert (refused.value.index, refused.value.current) == (0, ITEM)
    assert table.get("a", "b") == ITEM
