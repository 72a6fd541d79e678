"""The mark of a closed account: checked in the transaction that would store something, and never written twice."""

import pytest

from bookstore.closed_accounts import AccountClosed, is_closed, mark_closed, require_open, write_if_open
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed

NEW = Attr("pk").not_exists()
CART, WISH = ({"pk": "BUYER#ann", "sk": sk} for sk in ("CART", "WISH"))


@pytest.fixture
def table(make_table):
    return make_table("cart")


def test_an_open_account_stores_what_it_is_given(table):
    write_if_open(table, "ann", Put(CART), Put(WISH))
    require_open(table, "ann")
    assert [item["sk"] for item in table.query_prefix("BUYER#ann")] == ["CART", "WISH"]


def test_a_closed_account_stores_nothing_and_another_one_does(table):
    mark_closed(table, "ann")
    with pytest.raises(AccountClosed):
        write_if_open(table, "ann", Put(CART), Put(WISH))
    with pytest.raises(AccountClosed):
        require_open(table, "ann")
    assert list(table.query_prefix("BUYER#ann")) == []
    write_if_open(table, "bob", Put(CART))


def test_that_the_account_is_closed_says_more_than_a_condition_that_fails_too(table):
    table.put(CART)
    mark_closed(table, "ann")
    with pytest.raises(AccountClosed):
        write_if_open(table, "ann", Put(CART, NEW))


def test_a_condition_that_fails_is_named_by_its_position(table):
    table.put(WISH)
    with pytest.raises(ConditionFailed) as refused:
        write_if_open(table, "ann", Put(CART, NEW), Put(WISH, NEW))
    assert refused.value.index == 1
    assert not is_closed(table, "ann")


def test_marking_again_changes_nothing(table):
    for _ in range(2):
        mark_closed(table, "ann")
        assert table.get("CUSTOMER#ann", "CLOSED") == {"pk": "CUSTOMER#ann", "sk": "CLOSED", "correlation_id": ""}


def test_a_partition_is_deleted_whole_or_by_its_prefix(table):
    table.put_many({"pk": "BUYER#ann", "sk": f"{kind}#{n:03}"} for kind in ("PAID", "WISH") for n in range(60))
    table.put(CART)
    table.delete_partition("BUYER#ann", "WISH#")
    assert sum(1 for _ in table.query_prefix("BUYER#ann")) == 61
    table.delete_partition("BUYER#ann")
    assert list(table.query_prefix("BUYER#ann")) == []
