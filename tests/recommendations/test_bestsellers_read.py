"""Reading a list: from Redis, or as it last was."""

import pytest

from bookstore.errors import Unavailable
from chalicelib.bestsellers import read
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import FakeLists
from tests.recommendations.fakes import FakeBooks, FakeSnapshots, FakeViews, known, listed


def read_list(lists, snapshots=None, books=None, category=None):
    return read.bestsellers(
        "purchased", "week", category, NOON,
        views=FakeViews(), lists=lists, snapshots=snapshots or FakeSnapshots(),
        books=books or FakeBooks(known("emma"), known("dracula")),
    )  # fmt: skip


def ids(found) -> list[str]:
    return [one.book.book_id for one in found.items]


def test_a_list_shows_its_books_with_their_cards():
    found = read_list(FakeLists("emma", "dracula"))
    assert [(one.rank, one.movement, one.book.title) for one in found.items] == [
        (1, "new", "Emma"),
        (2, "new", "Dracula"),
    ]


def test_what_readers_see_is_asked_for_and_for_today():
    lists = FakeLists("emma")
    read_list(lists, category="Drama")
    assert lists.asked == [("first", "category/Drama", "purchased", "week", TODAY)]


def test_without_redis_the_last_list_is_shown():
    found = read_list(FakeLists(away=True), FakeSnapshots(all=listed("dracula")))
    assert (ids(found), found.updated_at) == (["dracula"], NOON)


def test_without_redis_and_a_last_list_there_is_none():
    with pytest.raises(Unavailable):
        read_list(FakeLists(away=True))


def test_a_book_the_catalog_has_not_told_of_is_left_out():
    assert ids(read_list(FakeLists("unknown", "emma"))) == ["emma"]


def popular(category, lists, snapshots=None) -> list[str]:
    return read.popular(category, NOON, views=FakeViews(), lists=lists, snapshots=snapshots or FakeSnapshots())


def test_what_stands_in_for_suggestions_is_read_from_the_table():
    lists = FakeLists(away=True)
    assert popular("Drama", lists, FakeSnapshots(Drama=listed("faust"))) == ["faust"]
    assert lists.asked == []


def test_a_new_shop_without_last_lists_asks_redis():
    assert popular(None, FakeLists("emma")) == ["emma"]


def test_with_nothing_to_stand_in_there_is_nothing():
    assert popular(None, FakeLists(away=True)) == []
