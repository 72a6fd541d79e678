"""Reading a table from one end to the other."""

from boto3.dynamodb.conditions import Attr


def test_a_scan_gives_all_there_is_or_what_is_to_be_kept_over_many_pages(make_table, monkeypatch):
    monkeypatch.setattr("bookstore.table.SCANNED_AT_ONCE", 2)
    table = make_table("recommendations")
    table.put_many({"pk": f"BOOK#{n}", "sk": sk} for n in range(5) for sk in ("BOOK", "NEAR"))
    assert len(list(table.scan())) == 10
    assert sorted(item["pk"] for item in table.scan(Attr("sk").eq("NEAR"))) == [f"BOOK#{n}" for n in range(5)]
