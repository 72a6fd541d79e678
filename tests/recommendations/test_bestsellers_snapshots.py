"""Snapshots of the lists, on a real table."""

from datetime import timedelta

import pytest

from chalicelib.bestsellers.entries import RankedBook, TopList
from chalicelib.bestsellers.snapshots import SnapshotRepository
from tests.recommendations.builders import NOON

TOP = TopList((RankedBook("emma", 1, None, 3.83), RankedBook("dracula", 2, -1, 3)), NOON)


@pytest.fixture
def snapshots(table):
    return SnapshotRepository(table)


def test_lists_are_loaded_as_they_were_saved(snapshots):
    assert snapshots.save("all", "rated", {"week": TOP})
    assert snapshots.load("all", "rated", "week") == TOP


def test_a_list_that_was_never_saved_is_none(snapshots):
    snapshots.save("all", "rated", {"week": TOP})
    assert snapshots.load("all", "rated", "day") is None
    assert snapshots.load("category/Poetry", "rated", "week") is None


def test_lists_that_did_not_change_are_not_written_again(snapshots):
    later = TopList(TOP.items, NOON + timedelta(minutes=1))
    assert snapshots.save("all", "rated", {"week": TOP})
    assert not snapshots.save("all", "rated", {"week": later})
