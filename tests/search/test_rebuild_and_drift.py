"""Projection, rebuild and comparison, with fakes of the indices, the targets and the table."""

import pytest
from msgspec import structs

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib.index.drift import compare_indices
from chalicelib.index.project import ensure_targets, project_books
from chalicelib.index.rebuild import rebuild_index, start_rebuild
from chalicelib.index.targets import IndexTargets, TargetMissing
from tests.search.builders import book
from tests.search.fakes import FakeBooks, FakeIndices, FakeTargets


@pytest.fixture
def indices():
    return FakeIndices()


@pytest.fixture
def targets():
    return FakeTargets()


def without_title(book_id):
    """A book as an older release has stored it, of which no document can be made."""
    return structs.replace(book(book_id), catalog=None)


def test_a_book_without_a_document_keeps_no_other_from_the_index(indices, targets):
    refused = project_books([without_title("emma"), book("walden", version=4)], indices=indices, targets=targets)
    assert list(refused) == ["emma"]
    assert indices.indices == {"books-1": {"emma": 1, "walden": 4}}
    assert indices.hidden_books("books-1") == {"emma"}


def test_the_first_book_creates_the_serving_index(indices, targets):
    assert project_books([book(version=4)], indices=indices, targets=targets) == {}
    assert indices.indices == {"books-1": {"emma": 4}}
    assert indices.read_alias() == "books-1"
    assert targets.get() == IndexTargets(1, ("books-1",))


def test_without_books_no_index_is_created(indices, targets):
    assert project_books([], indices=indices, targets=targets) == {}
    assert indices.indices == {}
    assert targets.get() is None


def test_a_change_is_written_to_every_target(indices):
    targets = FakeTargets(IndexTargets(2, ("books-1", "books-2")))
    indices.indices = {"books-1": {"emma": 3}, "books-2": {}}
    project_books([book(version=4)], indices=indices, targets=targets)
    assert indices.indices == {"books-1": {"emma": 4}, "books-2": {"emma": 4}}


def test_a_missing_target_is_created_and_the_batch_is_retried(indices, targets):
    project_books([book()], indices=indices, targets=targets)
    indices.indices.clear()
    with pytest.raises(TargetMissing):
        project_books([book()], indices=indices, targets=targets)
    assert indices.read_alias() == "books-1"
    project_books([book()], indices=indices, targets=targets)
    assert indices.indices == {"books-1": {"emma": 1}}


def test_of_two_runs_that_create_the_first_index_both_use_the_saved_targets(indices):
    class Overtaken(FakeTargets):
        def save_next(self, targets):
            self.current = IndexTargets(1, ("books-1",))
            raise ConcurrentUpdate("another run was faster")

    assert ensure_targets(indices=indices, targets=Overtaken()) == IndexTargets(1, ("books-1",))


def test_a_rebuild_fills_a_new_index_and_switches_the_alias(indices, targets):
    project_books([book()], indices=indices, targets=targets)
    books = FakeBooks([book("emma", version=2), book("persuasion")])
    result = rebuild_index(books=books, indices=indices, targets=targets)
    assert result.target == "books-2"
    assert result.books == 2
    assert result.refused == {}
    assert indices.read_alias() == "books-2"
    assert indices.indices["books-2"] == {"emma": 2, "persuasion": 1}
    assert targets.get() == IndexTargets(2, ("books-2",))


def test_a_rebuild_keeps_the_previous_index_and_deletes_older_ones(indices, targets):
    for _ in range(3):
        rebuild_index(books=FakeBooks([book()]), indices=indices, targets=targets)
    assert sorted(indices.indices) == ["books-3", "books-4"]


def test_a_change_during_a_rebuild_is_in_both_indices(indices, targets):
    """58. So that customers miss it neither now nor later."""
    project_books([book()], indices=indices, targets=targets)

    class ChangingBooks(FakeBooks):
        def scan(self):
            yield book("emma", version=1)
            project_books([book("emma", version=2)], indices=indices, targets=targets)

    rebuild_index(books=ChangingBooks(), indices=indices, targets=targets)
    assert indices.indices == {"books-1": {"emma": 2}, "books-2": {"emma": 2}}


def test_a_rebuild_that_was_overtaken_does_not_switch_the_alias(indices, targets):
    project_books([book()], indices=indices, targets=targets)

    class OvertakingBooks(FakeBooks):
        def scan(self):
            targets.save_next(IndexTargets(3, ("books-1", "books-3")))
            yield book()

    with pytest.raises(ConcurrentUpdate):
        rebuild_index(books=OvertakingBooks(), indices=indices, targets=targets)
    assert indices.read_alias() == "books-1"
    assert targets.get() == IndexTargets(3, ("books-1", "books-3"))


def test_a_rebuild_succeeds_after_one_that_was_interrupted(indices, targets):
    project_books([book()], indices=indices, targets=targets)
    start_rebuild(indices=indices, targets=targets)
    result = rebuild_index(books=FakeBooks([book()]), indices=indices, targets=targets)
    assert result.target == "books-3"
    assert sorted(indices.indices) == ["books-1", "books-3"]
    assert targets.get() == IndexTargets(3, ("books-3",))


def test_a_rebuild_returns_which_books_the_index_refuses(indices, targets):
    indices.refused = {"emma": "no such day"}
    books = FakeBooks([book(), book("persuasion")])
    result = rebuild_index(books=books, indices=indices, targets=targets)
    assert result.books == 1
    assert result.refused == {"emma": "no such day"}


def create_drift(indices, targets):
    """The table has emma in version 5 and persuasion; the index has emma in version 4 and an unknown book."""
    project_books([book(version=4), book("ghost")], indices=indices, targets=targets)
    return FakeBooks([book(version=5), book("persuasion")])


def test_a_comparison_changes_nothing(indices, targets):
    books = create_drift(indices, targets)
    (drift,) = compare_indices(repair=False, books=books, indices=indices, targets=targets)
    assert drift.behind == ["emma"]
    assert drift.missing == ["persuasion"]
    assert drift.unknown == ["ghost"]
    assert drift.repaired is False
    assert indices.indices == {"books-1": {"emma": 4, "ghost": 1}}


def test_a_repair_makes_the_index_agree_with_the_table(indices, targets):
    books = create_drift(indices, targets)
    compare_indices(repair=True, books=books, indices=indices, targets=targets)
    assert indices.indices == {"books-1": {"emma": 5, "persuasion": 1}}
    (drift,) = compare_indices(repair=False, books=books, indices=indices, targets=targets)
    assert drift.agrees


def test_a_repair_creates_an_index_that_is_gone(indices, targets):
    books = create_drift(indices, targets)
    indices.indices.clear()
    compare_indices(repair=True, books=books, indices=indices, targets=targets)
    assert indices.read_alias() == "books-1"
    assert indices.indices == {"books-1": {"emma": 5, "persuasion": 1}}
