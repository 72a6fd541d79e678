"""A cursor belongs to one list in one order, and to nothing else."""

from dataclasses import replace

import pytest

from bookstore.dynamodb.item_lists import ItemList
from bookstore.errors import BadRequest
from tests.cursors import spoil

TABLE = "catalog-1"
BY_TITLE = ItemList(index="ByName", partition="list", value="ALL", sort="name_key")
ORDERS = ItemList(value="CUSTOMER#reader-1", prefix="ORDER#", newest_first=True)
BOOK_KEY = {"pk": "BOOK#emma", "sk": "LIST#ALL", "list": "ALL", "name_key": "emma#emma"}
ORDER_KEY = {"pk": "CUSTOMER#reader-1", "sk": "ORDER#1"}


@pytest.mark.parametrize(("items", "key"), [(BY_TITLE, BOOK_KEY), (ORDERS, ORDER_KEY)])
def test_a_cursor_is_the_key_after_which_the_page_starts(items, key):
    assert items.decode_cursor(TABLE, items.encode_cursor(TABLE, key)) == key


def test_without_a_cursor_the_page_is_the_first():
    assert BY_TITLE.decode_cursor(TABLE, None) is None


@pytest.mark.parametrize(
    "change",
    [
        {"value": "AUTHOR#jane-austen"},
        {"index": "ByTime"},
        {"sort": "time_key"},
        {"newest_first": True},
        {"partition": "pk"},
        {"index": None},
    ],
)
def test_a_cursor_of_another_list_or_order_is_refused(change):
    cursor = BY_TITLE.encode_cursor(TABLE, BOOK_KEY)
    with pytest.raises(BadRequest):
        replace(BY_TITLE, **change).decode_cursor(TABLE, cursor)


def test_a_cursor_of_another_table_is_refused():
    with pytest.raises(BadRequest):
        BY_TITLE.decode_cursor("orders-1", BY_TITLE.encode_cursor(TABLE, BOOK_KEY))


@pytest.mark.parametrize(("items", "key"), [(BY_TITLE, BOOK_KEY), (ORDERS, ORDER_KEY)])
def test_a_spoiled_cursor_is_refused_by_name(items, key):
    for cursor in spoil(items.encode_cursor(TABLE, key)):
        with pytest.raises(BadRequest) as refused:
            items.decode_cursor(TABLE, cursor)
        assert refused.value.details["field"] == "cursor"


@pytest.mark.parametrize("sk", ["", "PROFILE", "ORDER", "ORDER#" + "1" * 1_024, "ORDER#" + "é" * 600])
def test_a_forged_key_outside_the_list_is_refused(sk):
    forged = ORDERS.encode_cursor(TABLE, {"sk": sk})
    with pytest.raises(BadRequest):
        ORDERS.decode_cursor(TABLE, forged)


@pytest.mark.parametrize("change", [{"pk": ""}, {"pk": "B" * 2_049}, {"name_key": "n" * 1_025}, {"sk": 10**40}])
def test_a_forged_key_that_no_item_can_have_is_refused(change):
    forged = BY_TITLE.encode_cursor(TABLE, BOOK_KEY | change)
    with pytest.raises(BadRequest):
        BY_TITLE.decode_cursor(TABLE, forged)
