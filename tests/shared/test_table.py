"""Reading a table from one end to the other, and many of its items at once."""

from boto3.dynamodb.conditions import Attr


def test_a_scan_gives_all_there_is_or_what_is_to_be_kept_over_many_pages(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.dynamodb.table.SCAN_PAGE_SIZE", 2)
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": sk} for n in range(5) for sk in ("BOOK", "NEAR"))
    assert len(list(table.scan())) == 10
    assert sorted(item["pk"] for item in table.scan(Attr("sk").eq("NEAR"))) == [f"BOOK#{n}" for n in range(5)]


def test_any_number_of_keys_is_read_and_those_without_an_item_are_left_out(make_table):
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": "BOOK"} for n in range(205))
    found = table.get_many([(f"BOOK#{n}", "BOOK") for n in range(210)])
    assert {item["pk"] for item in found} == {f"BOOK#{n}" for n in range(205)}
    assert (len(found), table.get_many([])) == (205, [])


def test_an_item_may_be_read_in_part(make_table):
    table = make_table("recommendations")
    table.put_many([{"pk": "BOOK#1", "sk": "BOOK", "name": "Emma", "size": 7}, {"pk": "BOOK#2", "sk": "BOOK"}])
    found = table.get_many([("BOOK#1", "BOOK"), ("BOOK#2", "BOOK")], only=["pk", "name", "size"])
    assert sorted(found, key=len) == [{"pk": "BOOK#2"}, {"pk": "BOOK#1", "name": "Emma", "size": 7}]


def test_long_work_goes_on_behind_any_place_and_misses_nothing(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.dynamodb.table.SCAN_PAGE_SIZE", 2)
    monkeypatch.setattr("bookstore.dynamodb.table.SEGMENTS", 3)
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": sk} for n in range(5) for sk in ("BOOK", "DAY#1", "NEAR"))
    every = list(table.scan_from(filter_by=Attr("sk").ne("NEAR")))
    assert len({(item["pk"], item["sk"]) for _, item in every}) == len(every) == 10
    for number, (place, _) in enumerate(every, start=1):
        assert list(table.scan_from(place, Attr("sk").ne("NEAR"))) == every[number:]


def test_a_place_is_found_though_its_item_is_gone(make_table):
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": "BOOK"} for n in range(9))
    (before, *rest) = table.scan_from()
    table.delete("BOOK#0", "BOOK")
    table.delete(before[1]["pk"], before[1]["sk"])
    left = [item for _, item in table.scan_from(before[0])]
    assert left == [item for _, item in rest if item["pk"] != "BOOK#0"]
