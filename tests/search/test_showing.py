"""Showing, rebuilding and comparing, with stand-ins for index, view and table."""

import pytest

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib.index import drift, project, rebuild
from chalicelib.index.targets import TargetMissing, View
from tests.search.builders import book
from tests.search.fakes import FakeBooks, FakeIndex, FakeViews


@pytest.fixture
def index():
    return FakeIndex()


@pytest.fixture
def views():
    return FakeViews()


def test_the_first_book_makes_the_index_that_answers(index, views):
    assert project.show([book(version=4)], index=index, views=views) == {}
    assert (index.targets, index.answering()) == ({"books-1": {"emma": 4}}, "books-1")
    assert views.get() == View(1, ("books-1",))


def test_no_book_asks_for_no_index(index, views):
    assert project.show([], index=index, views=views) == {}
    assert (index.targets, views.get()) == ({}, None)


def test_a_change_is_written_to_every_target(index):
    views = FakeViews(View(2, ("books-1", "books-2")))
    index.targets = {"books-1": {"emma": 3}, "books-2": {}}
    project.show([book(version=4)], index=index, views=views)
    assert index.targets == {"books-1": {"emma": 4}, "books-2": {"emma": 4}}


def test_a_vanished_target_is_made_anew_and_the_book_comes_again(index, views):
    project.show([book()], index=index, views=views)
    index.targets.clear()
    with pytest.raises(TargetMissing):
        project.show([book()], index=index, views=views)
    assert index.answering() == "books-1"
    project.show([book()], index=index, views=views)
    assert index.targets == {"books-1": {"emma": 1}}


def test_who_loses_the_race_for_the_first_index_uses_the_winners(index):
    class Late(FakeViews):
        def begin(self, view):
            self.view = View(1, ("books-1",))
            raise ConcurrentUpdate("somebody was faster")

    assert project.opened(index=index, views=Late()) == View(1, ("books-1",))


def test_a_rebuild_puts_a_full_index_in_the_old_ones_place(index, views):
    project.show([book()], index=index, views=views)
    books = FakeBooks([book("emma", version=2), book("persuasion")])
    done = rebuild.rebuild_index(books=books, index=index, views=views)
    assert (done.target, done.books, done.refused) == ("books-2", 2, {})
    assert (index.answering(), index.targets["books-2"]) == ("books-2", {"emma": 2, "persuasion": 1})
    assert views.get() == View(2, ("books-2",))


def test_a_rebuild_keeps_the_index_before_it_and_no_older_one(index, views):
    for _ in range(3):
        rebuild.rebuild_index(books=FakeBooks([book()]), index=index, views=views)
    assert sorted(index.targets) == ["books-3", "books-4"]


def test_a_change_during_a_rebuild_is_in_both_indices(index, views):
    """58. So that neither readers now nor readers later miss it."""
    project.show([book()], index=index, views=views)

    class Busy(FakeBooks):
        def each(self):
            yield book("emma", version=1)
            project.show([book("emma", version=2)], index=index, views=views)

    rebuild.rebuild_index(books=Busy(), index=index, views=views)
    assert index.targets == {"books-1": {"emma": 2}, "books-2": {"emma": 2}}


def test_a_rebuild_that_was_overtaken_changes_nothing_that_answers(index, views):
    project.show([book()], index=index, views=views)

    class Overtaken(FakeBooks):
        def each(self):
            views.begin(View(3, ("books-1", "books-3")))
            yield book()

    with pytest.raises(ConcurrentUpdate):
        rebuild.rebuild_index(books=Overtaken(), index=index, views=views)
    assert (index.answering(), views.get()) == ("books-1", View(3, ("books-1", "books-3")))


def test_a_rebuild_goes_on_after_one_that_died_halfway(index, views):
    project.show([book()], index=index, views=views)
    rebuild.begun(index=index, views=views)
    done = rebuild.rebuild_index(books=FakeBooks([book()]), index=index, views=views)
    assert (done.target, sorted(index.targets), views.get()) == (
        "books-3", ["books-1", "books-3"], View(3, ("books-3",)),
    )  # fmt: skip


def test_a_rebuild_says_which_books_the_index_refuses(index, views):
    index.refusing = {"emma": "no such day"}
    done = rebuild.rebuild_index(books=FakeBooks([book(), book("persuasion")]), index=index, views=views)
    assert (done.books, done.refused) == (1, {"emma": "no such day"})


def drifted(index, views):
    """The table has emma at 5 and persuasion; the index has emma at 4 and a ghost."""
    project.show([book(version=4), book("ghost")], index=index, views=views)
    return FakeBooks([book(version=5), book("persuasion")])


def test_a_comparison_changes_nothing(index, views):
    books = drifted(index, views)
    (found,) = drift.compare(repair=False, books=books, index=index, views=views)
    assert (found.behind, found.missing, found.unknown, found.repaired) == (["emma"], ["persuasion"], ["ghost"], False)
    assert index.targets == {"books-1": {"emma": 4, "ghost": 1}}


def test_a_repair_makes_the_index_show_what_the_table_keeps(index, views):
    books = drifted(index, views)
    drift.compare(repair=True, books=books, index=index, views=views)
    assert index.targets == {"books-1": {"emma": 5, "persuasion": 1}}
    (again,) = drift.compare(repair=False, books=books, index=index, views=views)
    assert again.nothing


def test_a_repair_brings_back_an_index_that_is_gone(index, views):
    books = drifted(index, views)
    index.targets.clear()
    drift.compare(repair=True, books=books, index=index, views=views)
    assert (index.answering(), index.targets) == ("books-1", {"books-1": {"emma": 5, "persuasion": 1}})
