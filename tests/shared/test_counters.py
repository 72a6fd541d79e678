"""Counters and sections on a real table: repeats and disorder change nothing."""

from itertools import permutations
from types import SimpleNamespace

import pytest

from bookstore.dynamodb import counters, sections

ROW, TOTAL = ("BOOK#emma", "BOUGHT#o-1"), ("BOOK#emma", "BOOK")


@pytest.fixture
def table(make_table):
    return make_table("catalog")


def test_the_last_version_counts_in_any_order_of_arrival(table):
    versions = {1: 2, 2: 0, 3: 1}
    for number, order in enumerate(permutations([1, 2, 2, 3, 1])):
        row, total = (f"BOOK#{number}", "BOUGHT#o-1"), (f"BOOK#{number}", "BOOK")
        for version in order:
            counters.apply_count(table, row, total, version=version, quantity=versions[version])
        assert table.get(*total)["quantity"] == 1
        if number == 11:
            break


def test_two_orders_add_up(table):
    counters.apply_count(table, ROW, TOTAL, version=1, quantity=2)
    counters.apply_count(table, ("BOOK#emma", "BOUGHT#o-2"), TOTAL, version=1, quantity=3)
    assert table.get(*TOTAL)["quantity"] == 5


def test_a_repeated_version_changes_nothing(table):
    assert counters.apply_count(table, ROW, TOTAL, version=1, quantity=2) is True
    assert counters.apply_count(table, ROW, TOTAL, version=1, quantity=2) is False
    assert table.get(*TOTAL)["doc_version"] == 1


def test_a_version_that_counts_as_much_changes_its_row_alone(table):
    counters.apply_count(table, ROW, TOTAL, version=1, quantity=2)
    before = table.get(*TOTAL)
    assert counters.apply_count(table, ROW, TOTAL, version=2, quantity=2) is True
    assert table.get(*TOTAL) == before
    assert table.get(*ROW)["version"] == 2


def test_a_version_that_counts_nothing_is_stored_so_that_an_older_one_counts_nothing_either(table):
    assert counters.apply_count(table, ROW, TOTAL, version=2, quantity=0) is True
    assert table.get(*TOTAL) is None
    assert counters.apply_count(table, ROW, TOTAL, version=1, quantity=5) is False
    assert table.get(*TOTAL) is None


def test_a_row_that_keeps_changing_raises(table):
    moving = SimpleNamespace(get=lambda *key: {"version": 0, "quantity": 0}, write=table.write)
    with pytest.raises(counters.CounterContended):
        counters.apply_count(moving, ROW, TOTAL, version=1, quantity=1)
    assert table.get(*TOTAL) is None


def test_a_section_has_the_newest_version_and_leaves_the_others_alone(table):
    def merge(name, version, data):
        return sections.apply_section(table, sections.section_update(*TOTAL, name, version, data))

    assert merge("catalog", 2, {"title": "Emma"}) is True
    assert merge("rating", 9, {"average": 4}) is True
    assert merge("catalog", 1, {"title": "Old"}) is False
    item = table.get(*TOTAL)
    assert item["catalog"] == {"title": "Emma"}
    assert item["rating"] == {"average": 4}
    assert item["doc_version"] == 2
