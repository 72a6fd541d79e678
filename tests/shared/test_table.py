"""Reading a table from one end to the other, and many of its items at once."""

from boto3.dynamodb.conditions import Attr


def test_a_scan_gives_all_there_is_or_what_is_to_be_kept_over_many_pages(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.table.SCANNED_AT_ONCE", 2)
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
