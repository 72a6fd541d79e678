"""The audit trail in a real table: what is written, found and left out."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bookstore import audit, clock
from bookstore.audit import Actor, AuditFilter, AuditIndex, AuditTrail, FieldChange, acting, audit_puts, changed_fields
from bookstore.errors import BadRequest

INDEX = AuditIndex("ByList", "list_key")
ANN, BEN = Actor("ann", ("orders", "stock"), "ship_order"), Actor("ben", ("owner",), "count_stock")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def table(make_table):
    return make_table("orders")


@pytest.fixture
def trail(table):
    return AuditTrail(table, INDEX)


@pytest.fixture
def now(monkeypatch):
    """Set the clock; every entry is a minute after the one before."""
    minutes = iter(range(10_000))
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=next(minutes)))


def change(table, subject="o-1", *, actor=ANN, kind="order", before=None, **after):
    with acting(actor):
        puts = audit_puts(kind, subject, before, after, index=INDEX)
    if puts:
        table.write(*puts)
    return puts


def subjects(page):
    return [entry.subject for entry in page.items]


def test_only_the_fields_that_differ_are_changes():
    before, after = {"status": "paid", "flags": ["a"], "gone": 1}, {"status": "shipped", "flags": ["a"], "new": None}
    assert changed_fields(before, after) == {"status": FieldChange("paid", "shipped"), "gone": FieldChange(1, None)}


@pytest.mark.parametrize(("actor", "after"), [(None, {"status": "shipped"}), (ANN, {"status": "paid"})])
def test_nothing_is_written_where_no_staff_act_or_nothing_changes(actor, after):
    with acting(actor):
        assert audit_puts("order", "o-1", {"status": "paid"}, after, index=INDEX) == []


def test_an_actor_acts_until_the_end_of_the_block():
    with pytest.raises(ZeroDivisionError), acting(ANN):
        raise ZeroDivisionError
    assert audit_puts("order", "o-1", None, {"status": "paid"}, index=INDEX) == []


def test_an_entry_says_who_did_what_when_and_what_it_was_before(table, trail, now):
    change(table, before={"status": "paid", "shipment": None}, status="shipped", shipment={"carrier": "Royal Mail"})
    (entry,) = trail.history("order", "o-1", limit=10, cursor=None).items
    assert (entry.who, entry.roles, entry.what, entry.at) == ("ann", ("orders", "stock"), "ship_order", NOON)
    assert entry.changes == {
        "status": FieldChange("paid", "shipped"),
        "shipment": FieldChange(None, {"carrier": "Royal Mail"}),
    }
    assert entry.shortened == ()


def test_entries_never_expire(table):
    (put,) = change(table, status="paid")
    assert "expires_at" not in put.item


def test_a_long_value_is_cut_and_the_entry_says_so(table, trail):
    change(table, kind="book", subject="emma", before={"title": "Emma"}, title="Emma, again", description="x" * 9_000)
    (entry,) = trail.history("book", "emma", limit=10, cursor=None).items
    assert entry.shortened == ("description",)
    assert len(entry.changes["description"].after) == audit.MAX_VALUE + 1
    assert entry.changes["title"] == FieldChange("Emma", "Emma, again")


def test_a_history_has_the_newest_first_page_by_page(table, trail, now):
    for number in range(5):
        change(table, status=str(number))
    change(table, "o-2", status="other")
    first = trail.history("order", "o-1", limit=3, cursor=None)
    second = trail.history("order", "o-1", limit=3, cursor=first.next)
    assert [entry.changes["status"].after for entry in first.items + second.items] == ["4", "3", "2", "1", "0"]
    assert second.next is None


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        ({}, ["978", "o-2", "o-1"]),
        ({"who": "ann"}, ["o-2", "o-1"]),
        ({"what": "count_stock"}, ["978"]),
        ({"kind": "order"}, ["o-2", "o-1"]),
        ({"who": "ann", "kind": "edition"}, []),
        ({"since": NOON + timedelta(minutes=1)}, ["978", "o-2"]),
        ({"until": NOON + timedelta(minutes=1)}, ["o-1"]),
        ({"since": NOON + timedelta(minutes=1), "until": NOON + timedelta(minutes=2)}, ["o-2"]),
    ],
)
def test_changes_are_found_by_who_what_and_when(table, trail, now, selection, found):
    change(table, "o-1", status="paid")
    change(table, "o-2", status="paid")
    change(table, "978", kind="edition", actor=BEN, available=3)
    assert subjects(trail.search(AuditFilter(**selection), limit=10, cursor=None)) == found


def test_a_page_ends_where_the_next_begins_whatever_the_filter(table, trail, now):
    for number in range(7):
        change(table, f"o-{number}", actor=ANN if number % 2 else BEN, status="paid")
    pages, cursor = [], None
    while len(pages) < 9:
        page = trail.search(AuditFilter(who="ben"), limit=2, cursor=cursor)
        pages.append(subjects(page))
        cursor = page.next
        if cursor is None:
            break
    assert [subject for page in pages for subject in page] == ["o-6", "o-4", "o-2", "o-0"]
    assert all(len(page) <= 2 for page in pages)


def test_a_request_looks_at_a_bounded_number_of_entries(table, trail, now, monkeypatch):
    monkeypatch.setattr(audit, "READ_AT_ONCE", 2)
    monkeypatch.setattr(audit, "MOST_READ", 4)
    change(table, "first", actor=BEN, status="paid")
    for number in range(4):
        change(table, f"o-{number}", status="paid")
    page = trail.search(AuditFilter(who="ben"), limit=10, cursor=None)
    assert page.items == []
    assert subjects(trail.search(AuditFilter(who="ben"), limit=10, cursor=page.next)) == ["first"]


def test_a_cursor_of_another_time_is_refused(table, trail, now):
    for number in range(3):
        change(table, f"o-{number}", status="paid")
    cursor = trail.search(AuditFilter(), limit=1, cursor=None).next
    with pytest.raises(BadRequest):
        trail.search(AuditFilter(until=NOON + timedelta(minutes=1)), limit=1, cursor=cursor)


def test_numbers_nulls_and_lists_come_back_as_they_were(table, trail):
    values = {"ratio": 1.5, "nothing": None, "list": [1, None, {"a": ""}], "text": "é"}
    change(table, before=dict.fromkeys(values, "x"), **values)
    (entry,) = trail.history("order", "o-1", limit=1, cursor=None).items
    assert {name: each.after for name, each in entry.changes.items()} == values
    assert json.loads(table.query_prefix("AUDIT#order#o-1").__next__()["entry"])["who"] == "ann"
