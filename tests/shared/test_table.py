"""Reading a table from one end to the other, and many of its items at once."""

import pytest

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.limits import ItemTooLarge


def test_a_scan_returns_all_items_or_those_that_match_the_filter_over_many_pages(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.dynamodb.table.SCAN_PAGE_SIZE", 2)
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": sk} for n in range(5) for sk in ("BOOK", "NEAR"))
    assert len(list(table.scan())) == 10
    assert sorted(item["pk"] for item in table.scan(Attr("sk").eq("NEAR"))) == [f"BOOK#{n}" for n in range(5)]


def test_any_number_of_keys_is_read_and_missing_items_are_left_out(make_table):
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": "BOOK"} for n in range(205))
    items = table.get_many([(f"BOOK#{n}", "BOOK") for n in range(210)])
    assert {item["pk"] for item in items} == {f"BOOK#{n}" for n in range(205)}
    assert len(items) == 205
    assert table.get_many([]) == []


def test_only_some_attributes_of_an_item_may_be_read(make_table):
    table = make_table("recommendations")
    table.put_many([{"pk": "BOOK#1", "sk": "BOOK", "name": "Emma", "size": 7}, {"pk": "BOOK#2", "sk": "BOOK"}])
    items = table.get_many([("BOOK#1", "BOOK"), ("BOOK#2", "BOOK")], only=["pk", "name", "size"])
    assert sorted(items, key=len) == [{"pk": "BOOK#2"}, {"pk": "BOOK#1", "name": "Emma", "size": 7}]


def test_a_scan_continues_after_any_position_and_misses_nothing(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.dynamodb.table.SCAN_PAGE_SIZE", 2)
    monkeypatch.setattr("bookstore.dynamodb.table.SEGMENTS", 3)
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": sk} for n in range(5) for sk in ("BOOK", "DAY#1", "NEAR"))
    every = list(table.scan_from(filter_by=Attr("sk").ne("NEAR")))
    assert len({(item["pk"], item["sk"]) for _, item in every}) == len(every) == 10
    for number, (position, _) in enumerate(every, start=1):
        assert list(table.scan_from(position, Attr("sk").ne("NEAR"))) == every[number:]


def test_a_position_is_found_though_its_item_was_deleted(make_table):
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": "BOOK"} for n in range(9))
    (before, *rest) = table.scan_from()
    table.delete("BOOK#0", "BOOK")
    table.delete(before[1]["pk"], before[1]["sk"])
    remaining = [item for _, item in table.scan_from(before[0])]
    assert remaining == [item for _, item in rest if item["pk"] != "BOOK#0"]


def test_what_an_item_cannot_hold_is_a_clear_refusal(make_table):
    table = make_table("orders")
    with pytest.raises(ItemTooLarge, match="too large"):
        table.put({"pk": "a", "sk": "b", "text": "x" * 410_000})
    with pytest.raises(ItemTooLarge):
        table.write(Put({"pk": "a", "sk": "b", "text": "x" * 410_000}))
    table.put({"pk": "a", "sk": "b", "text": "x" * 300_000})
    with pytest.raises(ItemTooLarge):
        table.update("a", "b", sets={"more": "x" * 200_000})
