"""Read a list: from Redis, or from its last snapshot."""

from chalicelib.bestsellers.read import read_bestsellers, read_popular_ids
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import FakeLeaderboard
from tests.recommendations.fakes import FakeBooks, FakeReadModels, FakeSnapshots, catalog_book, top_list


def read(lists, snapshots=None, category=None):
    return read_bestsellers(
        "purchased",
        "week",
        category,
        NOON,
        read_models=FakeReadModels(),
        lists=lists,
        snapshots=snapshots or FakeSnapshots(),
        books=FakeBooks(catalog_book("emma"), catalog_book("dracula")),
    )


def ids(bestsellers) -> list[str]:
    return [one.book.book_id for one in bestsellers.items]


def test_a_list_shows_its_books_with_their_cards():
    first, second = read(FakeLeaderboard("emma", "dracula")).items
    assert first.rank == 1
    assert first.movement == "new"
    assert first.book.title == "Emma"
    assert second.rank == 2
    assert second.movement == "new"
    assert second.book.title == "Dracula"


def test_the_serving_target_is_read_for_today():
    lists = FakeLeaderboard("emma")
    read(lists, category="Drama")
    assert lists.reads == [("first", "category/Drama", "purchased", "week", TODAY)]


def test_without_redis_the_last_snapshot_is_shown():
    bestsellers = read(FakeLeaderboard(unavailable=True), FakeSnapshots(all=top_list("dracula")))
    assert ids(bestsellers) == ["dracula"]
    assert bestsellers.updated_at == NOON


def test_without_redis_and_a_snapshot_the_list_is_empty_and_says_so():
    bestsellers = read(FakeLeaderboard(unavailable=True))
    assert bestsellers.items == []
    assert bestsellers.degraded


def test_a_list_from_redis_is_not_degraded():
    assert not read(FakeLeaderboard("emma")).degraded
    assert read(FakeLeaderboard(unavailable=True), FakeSnapshots(all=top_list("dracula"))).degraded


def test_a_book_the_catalog_has_not_announced_is_left_out():
    assert ids(read(FakeLeaderboard("unknown", "emma"))) == ["emma"]


def popular_ids(category, lists, snapshots=None) -> list[str]:
    snapshots = snapshots or FakeSnapshots()
    return read_popular_ids(category, NOON, read_models=FakeReadModels(), lists=lists, snapshots=snapshots)


def test_what_fills_up_suggestions_is_read_from_the_snapshots():
    lists = FakeLeaderboard(unavailable=True)
    assert popular_ids("Drama", lists, FakeSnapshots(Drama=top_list("faust"))) == ["faust"]
    assert lists.reads == []


def test_a_new_shop_without_snapshots_reads_redis():
    assert popular_ids(None, FakeLeaderboard("emma")) == ["emma"]


def test_without_redis_and_snapshots_nothing_fills_up_suggestions():
    assert popular_ids(None, FakeLeaderboard(unavailable=True)) == []
